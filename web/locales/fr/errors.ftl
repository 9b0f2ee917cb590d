# Pages that say what went wrong and what to do next, and what is wrong with one field of a form.

error-title = Une erreur
error-reference = Numéro de la panne : { $reference }
error-go-search = Chercher une offre
error-go-home = Retour à l’accueil
error-go-sign-in = Se connecter
error-go-code = J’ai un code

error-not-found-title = Cette page n’existe pas
error-not-found-text = L’adresse est fausse, ou la page n’est pas pour vous. Vérifiez l’adresse, ou cherchez une offre.

error-invalid-title = Une réponse est à corriger
error-invalid-text = Revenez à la page précédente et vérifiez ce que vous avez écrit.

error-stale-title = Quelqu’un a été plus rapide
error-stale-text = La page a changé pendant que vous écriviez. Rien n’a été enregistré. Revenez à la page précédente, rechargez-la et recommencez.

error-expired-title = Ce lien ne marche plus
error-expired-text = Le lien est trop vieux, ou il a déjà servi. Appelez la ligne d’aide : nous vous aidons tout de suite.

error-locked-title = Trop d’essais
error-locked-text = Le code secret a été faux trop souvent. Appelez la ligne d’aide ou passez à un guichet du réseau : on vous rouvre la page.

error-unavailable-title = Le service ne répond pas
error-unavailable-text = Ce n’est pas votre faute. Attendez une minute, puis rechargez la page. Si cela dure, appelez la ligne d’aide.

error-internal-title = Quelque chose n’a pas marché
error-internal-text = Ce n’est pas votre faute. La panne est notée. Réessayez, ou appelez la ligne d’aide.

error-sign-in-title = Il faut se connecter
error-sign-in-text = Cette page est pour les personnes qui travaillent dans le réseau. Connectez-vous, puis recommencez.

error-too-many-title = Trop de demandes à la fois
error-too-many-text = Attendez une minute, puis réessayez. Si vous êtes plusieurs derrière la même connexion, appelez la ligne d’aide.

error-cross-site-title = Cette demande vient d’un autre site
error-cross-site-text = Par sécurité, rien n’a été fait. Ouvrez la page sur ce site et recommencez.

error-too-large-title = C’est trop long
error-too-large-text = Ce que vous avez envoyé est trop grand. Raccourcissez le texte ou le fichier, puis recommencez.

error-bad-request-title = Nous n’avons pas compris la demande
error-bad-request-text = L’adresse ou le formulaire est incomplet. Revenez à la page précédente et recommencez.

# What the rules of referrals refuse.

error-refused-not-allowed-title = Ce n’est pas à vous de décider
error-refused-not-allowed-text = Cette action est réservée à une autre personne. Rien n’a changé.

error-refused-wrong-state-title = Ce n’est plus possible
error-refused-wrong-state-text = L’orientation a avancé entre-temps. Rouvrez-la pour voir où elle en est.

error-refused-closed-title = L’orientation est terminée
error-refused-closed-text = Elle est déjà close. Si la personne a encore besoin d’aide, faites une nouvelle orientation.

error-refused-already-accepted-title = Une autre structure a déjà dit oui
error-refused-already-accepted-text = La personne est prise en charge. Vous n’avez rien à faire. Merci d’avoir répondu.

error-refused-already-asked-title = Cette offre est déjà demandée
error-refused-already-asked-text = La structure a déjà reçu la demande. Attendez sa réponse, ou choisissez une autre offre.

error-refused-no-such-attempt-title = Cette demande n’existe pas
error-refused-no-such-attempt-text = Rouvrez l’orientation et recommencez.

error-refused-no-consent-title = Il manque l’accord de la personne
error-refused-no-consent-text = Lisez le texte à la personne et notez sa réponse. Sans accord, remettez seulement une feuille.

error-refused-old-consent-title = Le texte de l’accord a changé
error-refused-old-consent-text = Lisez le nouveau texte à la personne et notez sa réponse.

error-refused-outside-consent-title = La personne n’a pas donné son accord pour cette structure
error-refused-outside-consent-text = Demandez-lui un nouvel accord, ou choisissez une structure qu’elle a acceptée.

error-refused-too-many-named-title = Trop de structures
error-refused-too-many-named-text = Une personne peut nommer trois structures au plus. Retirez-en une.

error-refused-not-partner-title = Cette structure ne reçoit pas d’orientations
error-refused-not-partner-text = Elle n’a pas signé l’accord du réseau. Remettez une feuille à la personne, ou choisissez une autre offre.

error-refused-not-orientable-title = Cette offre ne prend personne en ce moment
error-refused-not-orientable-text = Elle est complète, en pause ou à confirmer. Remettez une feuille à la personne, ou choisissez une autre offre.

error-refused-not-trusted-title = La coordination doit relire d’abord
error-refused-not-trusted-text = Votre structure est nouvelle dans le réseau. La coordination relit vos premiers envois.

error-refused-say-how-title = Dites comment vous l’avez appris
error-refused-say-how-text = Vous parlez pour quelqu’un d’autre. Choisissez : par téléphone, sur place ou par lettre.

error-refused-too-late-title = Le délai est passé
error-refused-too-late-text = Ce n’est plus possible. Appelez la ligne d’aide si la situation est urgente.

error-refused-no-pause-left-title = Plus de temps pour une question
error-refused-no-pause-left-text = Les questions ont déjà pris tout le temps prévu. Répondez oui ou non.

error-refused-past-date-title = Cette date est passée
error-refused-past-date-text = Choisissez un jour à venir.
error-refused-too-far-title = Cette date est trop lointaine
error-refused-too-far-text = Choisissez un jour d’ici un an.

error-refused-too-few-tries-title = Essayez encore de joindre la personne
error-refused-too-few-tries-text = Il faut trois essais par deux moyens différents, ou une lettre.

error-refused-erased-title = Le nom et le contact sont effacés
error-refused-erased-text = Le délai de conservation est passé. Faites une nouvelle orientation avec la personne.

error-refused-same-referral-title = C’est la même orientation
error-refused-same-referral-text = Une orientation n’est pas le doublon d’elle-même. Choisissez-en une autre.

# What is wrong with one field; a field may have words of its own: field-error-<field>-<code>.

field-error-required = Il manque une réponse.
field-error-too-long = C’est trop long.
field-error-too-short = C’est trop court.
field-error-too-many = Il y en a trop.
field-error-unreadable = Il y a un signe que nous ne pouvons pas lire. Effacez-le.
field-error-taken = Cette adresse a déjà un compte.
field-error-not-a-phone = Ce numéro n’est pas complet. Exemple : 079 123 45 67.
field-error-not-an-address = Cette adresse de courriel n’est pas complète. Exemple : nom@exemple.ch.
field-error-not-a-url = Écrivez l’adresse entière de la page. Exemple : https://www.exemple.ch.
field-error-not-a-price = Écrivez un prix en chiffres. Exemple : 12.50. Pour une offre gratuite, laissez vide.
field-error-number-out-of-range = Ce nombre est trop petit ou trop grand. Vérifiez-le.
field-error-order = La fin vient avant le début. Échangez les deux ou corrigez-en un.
field-error-twice = C’est déjà dans la liste. Enlevez l’un des deux.
field-error-wrong-check-digit = Ce numéro ne peut pas exister : un chiffre est faux. Comparez-le avec un document officiel.
field-error-not-an-identifier = Ce numéro n’a pas la forme de son registre. Exemple pour la Suisse : CHE-123.456.788.
field-error-wrong-postcode = Le code postal a 4 chiffres en Suisse et 5 en France.
field-error-not-a-point = Écrivez la latitude et la longitude. Exemple : 46.2044 et 6.1432. Sinon, laissez les deux vides.
field-error-in-the-lake = Ce point est dans le lac. Vérifiez la latitude et la longitude.
field-error-wrong-country = Ce point est dans un autre pays que l’adresse. Vérifiez la latitude, la longitude et le pays.
field-error-wrong-commune = Ce point est dans une autre commune que l’adresse. Vérifiez le point ou la commune.
field-error-unreadable-hours = Ces horaires ne sont pas possibles. Vérifiez les jours et les heures.
field-error-wrong-sign-in = L’adresse ou le mot de passe est faux. Vérifiez les deux.
field-error-wrong-pin = Ce code secret est faux. Il a quatre chiffres et se trouve sur la feuille, à côté du code.
field-error-name-required = Écrivez un prénom ou un nom choisi.
field-error-name-too-long = Le nom a 80 signes au plus.
field-error-contact-required = Écrivez le numéro ou l’adresse, ou choisissez un autre moyen de joindre la personne.
field-error-contact-too-long = Le contact a 280 signes au plus.
field-error-note-too-long = La note a 280 signes au plus. Raccourcissez-la.
field-error-offers-required = Gardez au moins une structure.
field-error-offers-too-many = Choisissez trois structures au plus.
field-error-consent-required = Lisez le texte à la personne et notez comment elle a donné son accord. Sans accord, remettez seulement une feuille.
field-error-another-required = Une orientation avec ce contact et ce besoin est partie il y a moins de 30 jours. Regardez « Mes orientations ». Si c’est bien un autre besoin, cochez la case, puis envoyez.
field-error-theme-required = Choisissez le besoin.
field-error-channel-required = Choisissez comment joindre la personne.
field-error-language-required = Choisissez la langue de la personne.
field-error-opening-required = Choisissez pourquoi vous voulez voir le nom.
field-error-reason-required = Choisissez une raison.
field-error-password-too-short = Le mot de passe a au moins 12 caractères.
field-error-password-too-long = Le mot de passe a 200 caractères au plus.
field-error-not-a-date = Cette date ne se lit pas. Exemple : 24.11.2026.
field-error-not-a-time = Cette heure ne se lit pas. Exemple : 14:30.
field-error-not-a-number = Écrivez un nombre, en chiffres.
field-error-past-date = Cette date est passée. Choisissez un jour à venir.
field-error-too-far = Cette date est dans plus d’un an. Vérifiez l’année.
field-error-too-few-tries = Il faut trois essais par deux moyens différents, ou une lettre.
field-error-unknown = Ce choix n’existe pas. Rechargez la page et recommencez.
field-error-unknown-offer = Aucune offre n’a cette adresse. Copiez l’adresse de la page de l’offre.
field-error-wrong-code = Ce code n’existe pas. Vérifiez les huit signes. Il n’y a ni O, ni I, ni L, ni 0, ni 1.
field-error-too-many-wrong = Trop de codes faux sont venus d’ici. Attendez une heure, ou appelez la ligne d’aide.
field-error-code-required = Écrivez les huit signes de votre code.
field-error-question-required = Choisissez ce qui vous manque.
field-error-outcome-required = Choisissez ce qui en est résulté.
field-error-owner-required = Choisissez qui s’en occupe.
field-error-closure-required = Choisissez pourquoi le réseau n’a pas pu aider.
field-error-offer-required = Indiquez l’offre à solliciter.
field-error-answer-required = Choisissez ce que la structure a répondu.
field-error-decline-required = Choisissez pourquoi la structure refuse.
field-error-role-required = Choisissez un rôle.
field-error-organization-required = Ce rôle travaille pour une structure : choisissez laquelle.
field-error-in-charge-too-long = Le nom a 80 signes au plus.
field-error-closes-before-opening = L’heure de fin doit venir après l’heure de début. Corrigez l’une des deux.
field-error-no-days = Choisissez au moins un jour.
field-error-no-times = Écrivez l’heure de début et l’heure de fin.
field-error-no-anchor = Dites quelle semaine compte : écrivez un jour de cette semaine.
field-error-out-of-range = Ce rythme n’existe pas. Choisissez-en un autre.
field-error-out-of-years = Cette date est trop loin. Choisissez une année entre 1900 et 2199.
field-error-overlap = Deux horaires du même jour se recouvrent. Corrigez les heures.
field-error-ends-before-start = Le dernier jour vient avant le premier. Corrigez l’un des deux.
field-error-never-occurs = Cet horaire n’a lieu aucun jour. Vérifiez les jours et les dates.
field-error-in-the-past = Ces jours sont passés. Choisissez des jours à venir.
