# An organization's own pages: its offers, closures, card and people.

workspace-list-title = Votre structure
workspace-list-offers = Vos offres
workspace-list-offers-its = Les offres de la structure
workspace-list-offers-of = Offres de { $organization }
workspace-list-lead = Ce que vous écrivez ici est ce que le public et les guichets du réseau lisent.
workspace-list-confirm-text = Relisez les offres ci-dessous. Si rien n’a changé, un seul bouton suffit : les guichets sauront qu’ils peuvent vous envoyer des personnes.
workspace-list-confirm-text-its = Relisez les offres avec la structure, par téléphone ou sur place. Si rien n’a changé, un seul bouton suffit.
workspace-list-confirm-all = { $count ->
    [one] Tout est encore juste pour mon offre
   *[other] Tout est encore juste pour mes { $count } offres
  }
workspace-list-confirm-all-its = { $count ->
    [one] Tout est encore juste pour l’offre
   *[other] Tout est encore juste pour les { $count } offres
  }
workspace-list-confirm-elsewhere = { $count ->
    [one] Le bouton vaut aussi pour une offre qui se trouve { $page ->
        [0] sur une autre page
       *[other] à la page { $page }
      }.
   *[other] Le bouton vaut aussi pour { $count } offres qui se trouvent { $page ->
        [0] sur les autres pages
       *[other] à la page { $page }
      }.
  }
workspace-list-new = Ajouter une offre
workspace-list-confirmed = Vérifiée { $day }, { $how }
workspace-list-confirmed-by = Vérifiée { $day } par { $who }, { $how }
workspace-list-imported = Reprise d’un autre annuaire, jamais vérifiée par vous
workspace-list-imported-its = Reprise d’un autre annuaire, jamais vérifiée par la structure
workspace-list-never = Pas encore publiée
workspace-list-days-ago = { $count ->
    [0] aujourd’hui
    [one] hier
   *[other] il y a { $count } jours
  }
workspace-list-months-ago = il y a { $count } mois
workspace-list-years-ago = { $count ->
    [one] il y a plus d’un an
   *[other] il y a plus de { $count } ans
  }
workspace-list-to-confirm = À confirmer
workspace-list-archived = { $count ->
    [one] Une offre archivée
   *[other] { $count } offres archivées
  }
workspace-list-room = Places pour de nouvelles personnes
workspace-list-room-unknown = Vous n’avez rien indiqué.
workspace-list-room-unknown-its = La structure n’a rien indiqué.
workspace-list-room-now = Aujourd’hui : { $state }.
workspace-list-room-until = Aujourd’hui : { $state }, jusqu’au { $date }.
workspace-list-room-old = Vous aviez dit « { $state } » le { $date }. Est-ce encore vrai ?
workspace-list-room-old-its = La structure avait dit « { $state } » le { $date }. Est-ce encore vrai ?
workspace-list-room-full-until = Complet jusqu’au
workspace-list-room-set = Enregistrer cette date
workspace-list-confirm-one = Tout est encore juste
workspace-list-quality = Qualité de la fiche : { $score } sur 100
workspace-list-quality-missing = { $count ->
    [one] Un point à compléter
   *[other] { $count } points à compléter
  }
workspace-list-edit = Modifier
workspace-list-preview = Voir comme le public
workspace-list-copy = Copier
workspace-list-history = Historique
workspace-list-publish = Publier
workspace-list-resume = Reprendre
workspace-list-pause = Mettre en pause
workspace-list-archive = Archiver
workspace-list-restore = Sortir des archives
workspace-list-more = Autres actions
workspace-list-missing = Il manque : { $fields }.
workspace-list-finish = Finir et publier
workspace-list-card = Fiche de la structure
workspace-list-closures = Fermetures et vacances
workspace-list-people = Personnes
workspace-list-around = Votre structure
workspace-list-around-of = La structure
workspace-list-no-closures = Aucune fermeture annoncée.
workspace-list-closed-now = Fermé du { $from } au { $until }.
workspace-list-closed-day = Fermé le { $from }.
workspace-list-people-count = { $count ->
    [0] Personne n’a de compte.
    [one] Une personne a un compte.
   *[other] { $count } personnes ont un compte.
  }

workspace-welcome-title = Publiez votre première offre
workspace-welcome-lead = Choisissez ce qui ressemble le plus à votre aide. Le formulaire se remplit en partie, et huit réponses suffisent pour publier. Comptez dix minutes.
workspace-models-title = Quelle aide donnez-vous ?
workspace-models-lead = Choisissez ce qui ressemble le plus. Vous pourrez changer ensuite.

kind-group-procedures = Aider dans les démarches
kind-group-learning = Apprendre
kind-group-access = Donner accès à un ordinateur ou à Internet
kind-group-presence = Aller vers les personnes
kind-group-adapted = Aider autrement

kind-hint-reception-assessment = Écouter, comprendre le besoin, proposer la suite
kind-hint-urgent-admin-help = Une démarche qui ne peut pas attendre
kind-hint-procedure-with-or-for = Remplir un formulaire, créer un compte, payer en ligne
kind-hint-public-writer = Lettres, courriels, formulaires
kind-hint-digital-drop-in = On vient avec sa question, à heures fixes
kind-hint-free-access-computer = Utiliser un ordinateur, imprimer, numériser
kind-hint-equipment = Téléphone, ordinateur ou tablette
kind-hint-connection = Carte SIM, Wi-Fi, abonnement social
kind-hint-repair = Réparer ou faire réparer un appareil
kind-hint-first-steps = Souris, clavier, écran tactile
kind-hint-basic-course = Plusieurs séances, en groupe
kind-hint-themed-workshop = Une séance sur un sujet : arnaques, photos, impôts
kind-hint-french-and-digital = Apprendre la langue avec l’ordinateur
kind-hint-individual-support = Des rendez-vous réguliers avec la même personne
kind-hint-home-visit = Pour qui ne peut pas se déplacer
kind-hint-itinerant-stop = Bus, stand ou salle, chaque fois ailleurs
kind-hint-adjustment-assessment = Loupe, lecteur d’écran, clavier adapté
kind-hint-interpreting = Langues parlées ou langue des signes
kind-hint-peer-support = Des personnes qui ont connu la même situation
kind-hint-telephone-line = On appelle, quelqu’un répond
kind-hint-professional-training = Pour les équipes qui accueillent du public

# Buttons that say how much room there is.
room-open = Places libres
room-few-places = Peu de places
room-full = Complet

workspace-back = Votre structure
workspace-list-overseen = Au nom de la structure
workspace-list-room-date = Complet jusqu’au (dernier jour)
workspace-list-closures-go = Annoncer une fermeture
workspace-list-card-text = Nom, téléphone, adresse pour recevoir les demandes.
workspace-list-card-go = Voir et modifier la fiche
workspace-list-people-go = Gérer les personnes

workspace-form-title = Une offre
workspace-form-new = Une nouvelle offre
workspace-form-new-lead = Huit réponses suffisent pour publier. Le reste est facultatif.
workspace-form-other-kind = Choisir une autre aide
workspace-form-quality = Qualité : { $score } sur 100
workspace-form-saved-title = Votre brouillon est enregistré
workspace-form-saved-text = Rien n’est perdu. Complétez ce qui manque, puis publiez.
workspace-form-what = L’aide
workspace-form-name = Nom de l’offre
workspace-form-name-hint = Comme vous le diriez à quelqu’un : « Permanence impôts du mardi ».
workspace-form-kind = Nature de l’aide
workspace-form-themes = Pour quoi ?
workspace-form-themes-hint = Un ou plusieurs besoins.
workspace-form-where = Où et quand
workspace-form-place = Où ?
workspace-form-place-new = Un autre lieu
workspace-form-place-new-hint = Écrivez son adresse ci-dessous
workspace-form-place-none = Pas de lieu
workspace-form-place-none-hint = Par téléphone, à distance ou chez les personnes
workspace-form-place-address = Adresse du lieu
workspace-form-place-change = Modifier le lieu
workspace-form-place-add = Ajouter un lieu
workspace-form-hours-change = Modifier l’horaire
workspace-form-no-place = Aucun lieu : par téléphone, à distance ou chez les personnes.
workspace-form-no-hours = Aucun horaire indiqué.
workspace-form-come = Venir et payer
workspace-form-access = Comment venir ?
workspace-form-access-hint = Sans heures fixes, cochez « Téléphoner » : l’horaire n’est alors pas nécessaire.
workspace-form-human = À qui parler, sans Internet ?
workspace-form-human-hint = Un numéro de téléphone, un guichet, une personne. Exemple : « Au guichet, ou 022 555 11 11 le matin ».
workspace-form-cost = Prix
workspace-form-amount = Montant
workspace-form-amount-hint = En francs, si c’est payant. Exemple : 12.50
workspace-form-cost-note = Conditions de prix
workspace-form-cost-note-hint = Exemple : gratuit avec la carte de la Ville.
workspace-form-more = Pour aller plus loin
workspace-form-more-lead = Facultatif. Chaque réponse aide les guichets à vous envoyer les bonnes personnes.
workspace-form-words = Votre aide en quelques mots
workspace-form-summary = En une phrase
workspace-form-summary-hint = 280 signes au plus. C’est ce qu’on lit en premier.
workspace-form-description = En détail
workspace-form-description-hint = Ce qui se passe, ce qu’on peut y faire, ce qu’on ne peut pas y faire.
workspace-form-bring = À apporter
workspace-form-for = Pour qui
workspace-form-audiences = Pour qui ?
workspace-form-audiences-hint = Ne cochez rien si c’est pour tout le monde.
workspace-form-minimum-age = Âge minimum
workspace-form-maximum-age = Âge maximum
workspace-form-conditions = Autres conditions
workspace-form-communes = Communes
workspace-form-communes-hint = Seulement si vous aidez certaines communes. Exemple : Onex, Lancy, Bernex
workspace-form-how = Langues et accueil
workspace-form-languages = Langues
workspace-form-help = Comment cela se passe
workspace-form-adjustments = Accueil adapté
workspace-form-anonymous = Faut-il donner son nom ?
workspace-form-anonymous-unknown = Pas précisé
workspace-form-anonymous-yes = Non, on peut venir sans donner son nom
workspace-form-anonymous-no = Oui, on demande le nom
workspace-form-contact = Contact de cette offre
workspace-form-contact-name = Personne à demander
workspace-form-contact-phone = Téléphone
workspace-form-contact-email = Courriel
workspace-form-booking = Page pour prendre rendez-vous
workspace-form-referrals = Recevoir des personnes du réseau
workspace-form-referrals-hint = Les guichets vous envoient une demande. Vous répondez en deux clics.
workspace-form-accepts = Oui, les guichets peuvent nous envoyer des personnes
workspace-form-who = Qui peut demander ?
workspace-form-promise = Nous répondons sous (jours ouvrés)
workspace-form-promise-hint = Laissez vide pour garder le délai de la structure.
workspace-form-per-week = Nouvelles personnes par semaine
workspace-form-dates = Dates et avertissement
workspace-form-alert = À savoir en ce moment
workspace-form-alert-hint = Exemple : travaux devant l’entrée jusqu’à la fin du mois.
workspace-form-from = Premier jour
workspace-form-until = Dernier jour
workspace-form-save = Enregistrer
workspace-form-look = Voir avant d’enregistrer
workspace-form-publish = Publier
workspace-form-preview = Voir avant de publier
workspace-form-draft = Garder comme brouillon

workspace-hours-title = Horaire
workspace-hours-back = L’offre
workspace-hours-new = Ajouter un lieu
workspace-hours-lead = Quand l’offre est donnée à cet endroit.
workspace-hours-when = Quand
workspace-hours-leave = Ne plus venir ici

workspace-place-title = Lieu
workspace-place-lead = Ce lieu sert à : { $offers }. Un changement vaut pour toutes ces offres.
workspace-place-more-offers = { $count ->
    [one] une autre offre
   *[other] { $count } autres offres
  }
workspace-place-address = Adresse
workspace-place-name = Nom sur la porte
workspace-place-name-hint = Ce que les gens cherchent quand ils arrivent.
workspace-place-street = Rue et numéro
workspace-place-postcode = Code postal
workspace-place-locality = Localité
workspace-place-complement = Étage, bâtiment
workspace-place-hidden-legend = Lieu protégé
workspace-place-hidden-hint = L’adresse n’apparaît nulle part. On la donne par téléphone.
workspace-place-hidden = Cacher l’adresse
workspace-place-access = Y arriver
workspace-place-stop = Arrêt et lignes
workspace-place-stop-hint = Exemple : Servette, bus 3, tram 14
workspace-place-entrance = Trouver l’entrée
workspace-place-entrance-hint = Exemple : porte bleue dans la cour
workspace-place-step-free = Peut-on entrer sans marche ?
workspace-place-toilet = Y a-t-il des toilettes pour fauteuil roulant ?
workspace-place-url = Page qui décrit l’accès
workspace-place-there = Sur place
workspace-place-computers = Des ordinateurs en libre accès ?
workspace-place-wifi = Le Wi-Fi gratuit ?
workspace-place-printing = Imprimer et numériser ?
workspace-place-point = Position sur la carte
workspace-place-point-hint = Seulement si la carte montre le mauvais endroit.
workspace-place-lat = Latitude
workspace-place-lon = Longitude
workspace-place-yes = Oui
workspace-place-no = Non
workspace-place-unknown = Je ne sais pas

workspace-card-title = Fiche de la structure
workspace-card-lead = Le public lit la première partie. La deuxième ne sert qu’au réseau.
workspace-card-public = Ce que le public lit
workspace-card-name = Nom de la structure
workspace-card-short-name = Nom court
workspace-card-description = Ce que fait la structure
workspace-card-phone = Téléphone
workspace-card-email = Courriel
workspace-card-website = Site
workspace-card-network = Pour le réseau
workspace-card-network-lead = Jamais public.
workspace-card-referral-email = Courriel pour les demandes
workspace-card-referral-email-hint = Les demandes et les rappels arrivent ici.
workspace-card-referral-phone = Téléphone pour les demandes
workspace-card-promise = Nous répondons sous
workspace-card-promise-none = 5 jours ouvrés (usage du réseau)
workspace-card-promise-2 = 2 jours ouvrés
workspace-card-promise-10 = 10 jours ouvrés
workspace-card-agreement = Accord du réseau signé le { $date }.
workspace-card-official = Numéro officiel
workspace-card-official-lead = Il évite d’inscrire deux fois la même structure.
workspace-card-scheme = Registre
workspace-card-none = Aucun
workspace-card-identifier = Numéro
workspace-card-identifier-hint = Exemple : CHE-123.456.788
workspace-card-regime = Loi sur les données
workspace-card-unknown = Pas précisé
workspace-card-labels = Labels et réseaux
workspace-card-labels-lead = Une ligne vide ne s’affiche pas.
workspace-card-label = Label { $number }
workspace-card-label-name = Nom
workspace-card-label-by = Donné par
workspace-card-label-from = Depuis le
workspace-card-label-until = Jusqu’au

workspace-closures-title = Fermetures et vacances
workspace-closures-lead = Pendant ces jours, aucune offre de la structure n’est ouverte et le délai de réponse s’arrête. Tout reprend ensuite sans rien faire.
workspace-closures-to-come = À venir
workspace-closures-remove = Retirer
workspace-closures-add = Annoncer une fermeture
workspace-closures-add-lead = Pour une seule offre, modifiez plutôt son horaire.
workspace-closures-from = Premier jour fermé
workspace-closures-until = Dernier jour fermé
workspace-closures-until-hint = Laissez vide pour un seul jour.
workspace-closures-go = Annoncer

workspace-people-title = Personnes
workspace-people-lead = Elles modifient les offres et répondent aux demandes au nom de la structure.
workspace-people-list = Comptes de la structure
workspace-people-close = Fermer le compte
workspace-people-invite = Inviter quelqu’un
workspace-people-invite-lead = La personne reçoit un courriel avec un lien, valable sept jours, pour choisir son mot de passe.
workspace-people-name = Prénom et nom
workspace-people-email = Courriel
workspace-people-go = Envoyer l’invitation

workspace-history-title = Historique
workspace-history-lead = Chaque changement, avec ce qui était écrit avant. On peut revenir en arrière.
workspace-history-who = Par { $who }, { $how }
workspace-history-first = La première version.
workspace-history-confirmed = Tout a été confirmé, sans changement.
workspace-history-change = { $before } → { $after }
workspace-history-more-fields = { $count ->
    [one] Et un autre champ.
   *[other] Et { $count } autres champs.
  }
workspace-history-more = { $count ->
    [one] Un changement plus ancien n’est pas affiché.
   *[other] { $count } changements plus anciens ne sont pas affichés.
  }
workspace-history-elsewhere = Dans les autres annuaires
workspace-history-elsewhere-lead = Ce qu’ils en disaient à leur dernier import. Ce que vous avez vérifié ici n’est pas remplacé.
workspace-history-source = { $source }, le { $date }
workspace-history-undo = Annuler ce changement
workspace-history-undone = Annulé
workspace-history-empty = Aucun changement pour l’instant
workspace-history-empty-text = Les changements faits ici s’afficheront sur cette page.
workspace-history-refused = Ce changement ne s’annule plus
workspace-history-refused-offer = Les mêmes champs ont changé depuis. Annulez d’abord les changements plus récents, ou modifiez l’offre.
workspace-history-refused-place = Les mêmes champs ont changé depuis. Annulez d’abord les changements plus récents, ou modifiez le lieu.
workspace-history-refused-organization = Les mêmes champs ont changé depuis. Annulez d’abord les changements plus récents, ou modifiez la fiche.

workspace-quality-title = Qualité de la fiche
workspace-quality-score = Qualité de la fiche : { $score } sur 100
workspace-quality-lead = Chaque point complété aide les guichets à vous envoyer les bonnes personnes.
workspace-quality-points = { $points } sur { $max }
workspace-quality-go = Compléter
workspace-quality-method = Ces critères sont ceux, publics, de data·inclusion. La note elle-même ne change pas votre place dans les résultats.
workspace-quality-note = Chaque critère vaut 10 points. La note est la moyenne de ceux qui comptent pour cette offre, ramenée à 100.

workspace-preview-title = Aperçu
workspace-preview-text = Voici la page que le public lira. Elle n’est pas encore publiée.
workspace-preview-public = Voici la page que le public lit.
workspace-preview-typed = Voici la page avec vos changements. Rien n’est encore enregistré.
workspace-preview-edit = Continuer à modifier

workspace-theirs-title = Quelqu’un d’autre a modifié la même chose
workspace-theirs-text = Rien n’est perdu : le formulaire ci-dessous garde ce que vous avez écrit. Comparez, corrigez si besoin, puis enregistrez : votre version remplacera l’autre.
workspace-theirs-before = Avant : { $before }
workspace-theirs-after = L’autre version : { $after }
workspace-theirs-by = Modifié par { $who }, { $moment }.
workspace-theirs-take = Garder l’autre version et abandonner la mienne

workspace-error-name-required = Écrivez un nom.
workspace-error-name-too-long = Ce nom est trop long : 120 signes au plus.
workspace-error-kind-required = Choisissez la nature de l’aide.
workspace-error-themes-required = Choisissez au moins un besoin.
workspace-error-place-required = Choisissez un lieu, ou « Pas de lieu » pour une aide par téléphone, à distance ou chez les personnes.
workspace-error-place-needed-for-hours = Un horaire a besoin d’un lieu. Choisissez un lieu, ou effacez l’horaire et dites-le sous « À qui parler ».
workspace-error-schedules-required = Indiquez au moins un jour et une heure, ou cochez « Téléphoner ».
workspace-error-access-modes-required = Choisissez comment venir.
workspace-error-human-channel-required = Dites à qui parler sans Internet : un numéro, un guichet ou une personne.
workspace-error-cost-bands-required = Choisissez un prix : gratuit, gratuit sous condition ou payant.
workspace-error-place-name-required = Écrivez le nom du lieu.
workspace-error-place-postcode-required = Écrivez le code postal.
workspace-error-place-locality-required = Écrivez la localité.
workspace-error-place-street-required = Écrivez la rue et le numéro.
workspace-error-summary-too-long = Cette phrase est trop longue : 280 signes au plus.
workspace-error-until-required = Choisissez le dernier jour complet.
workspace-error-until-order = Le dernier jour est avant le premier. Vérifiez les deux dates.
workspace-error-from-required = Choisissez le premier jour.
workspace-error-maximum-age-order = L’âge maximum est plus petit que l’âge minimum.
workspace-error-coverage-communes-unknown = Une de ces communes n’est pas connue. Vérifiez son nom.
workspace-error-coverage-communes-unknown-choice = Une de ces communes n’est pas connue. Vérifiez son nom.


flash-workspace-saved = C’est enregistré.
flash-workspace-merged = C’est enregistré. Quelqu’un d’autre a changé autre chose entre-temps : c’est gardé aussi, et se lit dans l’historique.
flash-workspace-published = Votre offre est publiée. On la trouve dès maintenant dans la recherche.
flash-workspace-room = C’est noté. Les guichets le voient tout de suite.
flash-workspace-confirmed = Merci. L’offre est notée comme vérifiée aujourd’hui.
flash-workspace-confirmed-all = Merci. Toutes vos offres publiées sont notées comme vérifiées aujourd’hui.
flash-workspace-copied = Voici la copie. Changez son nom, puis publiez-la.
flash-workspace-paused = L’offre est en pause. Elle n’apparaît plus dans la recherche.
flash-workspace-archived = L’offre est archivée. Vous pouvez la reprendre quand vous voulez.
flash-workspace-hours = C’est enregistré.
flash-workspace-place = Le lieu est enregistré.
flash-workspace-card = La fiche est enregistrée.
flash-workspace-closure-added = La fermeture est annoncée. Elle prendra fin toute seule.
flash-workspace-closure-removed = La fermeture est retirée.
flash-workspace-invited = L’invitation est partie.
flash-workspace-closed = Le compte est fermé.
flash-workspace-undone = Le changement est annulé.

change-how-web = sur le site
change-how-mail-link = par le lien d’un courriel
change-how-phone = par téléphone
change-how-visit = sur place
change-how-letter = par lettre
change-how-system = par le programme
change-nothing = rien
change-yes = oui
change-no = non
change-other = Autre information

change-offer-name = Nom
change-offer-summary = En une phrase
change-offer-description = En détail
change-offer-kind = Nature de l’aide
change-offer-themes = Pour quoi
change-offer-audiences = Pour qui
change-offer-minimum-age = Âge minimum
change-offer-maximum-age = Âge maximum
change-offer-conditions = Conditions
change-offer-adjustments = Accueil adapté
change-offer-help-modes = Comment cela se passe
change-offer-access-modes = Comment venir
change-offer-languages = Langues
change-offer-cost-bands = Prix
change-offer-cost-amount = Montant
change-offer-cost-note = Conditions de prix
change-offer-booking-url = Page pour prendre rendez-vous
change-offer-documents-to-bring = À apporter
change-offer-human-channel = À qui parler
change-offer-is-anonymous-possible = Sans donner son nom
change-offer-itinerance = Se déplace
change-offer-who-may-refer = Qui peut demander
change-offer-accepts-referrals = Reçoit des personnes du réseau
change-offer-answer-promise-days = Délai de réponse, en jours
change-offer-contact-name = Personne à demander
change-offer-contact-phone = Téléphone
change-offer-contact-email = Courriel
change-offer-programmes = Programmes
change-offer-coverage = Communes
change-offer-coverage-Communes = Communes
change-offer-capacity-state = Places
change-offer-capacity-until = Places, jusqu’au
change-offer-places-per-week = Nouvelles personnes par semaine
change-offer-alert = À savoir en ce moment
change-offer-valid-from = Premier jour
change-offer-valid-until = Dernier jour
change-offer-status = État
change-offer-verified-on = Vérifiée le
change-offer-verified-how = Vérifiée
change-offer-verified-by = Vérifiée par
change-offer-places = Lieux
change-offer-schedules = Horaire
change-schedule-note = remarque : { $note }

change-place-name = Nom sur la porte
change-place-street = Rue
change-place-postcode = Code postal
change-place-locality = Localité
change-place-kind = Genre de lieu
change-place-complement = Complément d’adresse
change-place-commune = Commune
change-place-country = Pays
change-place-building-id = Numéro du bâtiment
change-place-point = Point sur la carte
change-point-set = placé
change-point-before = ancien point
change-point-moved = déplacé de { $distance }
change-place-has-accessible-toilet = Toilettes accessibles
change-place-has-free-computers = Ordinateurs gratuits
change-place-has-wifi = Wi-Fi gratuit
change-place-has-printing = Imprimer et scanner
change-place-accessibility-url = Page sur l’accès au lieu
change-place-step-free = Entrée sans marche
change-place-entrance = Trouver l’entrée
change-place-transport-stop = Arrêt
change-place-is-address-hidden = Adresse cachée
change-organization-name = Nom
change-organization-short-name = Nom court
change-organization-description = Ce que fait la structure
change-organization-phone = Téléphone
change-organization-email = Courriel
change-organization-website = Site
change-organization-referral-email = Courriel pour les demandes
change-organization-referral-phone = Téléphone pour les demandes
change-organization-answer-promise-days = Délai de réponse, en jours
change-organization-labels = Labels et réseaux
change-organization-legal-form = Forme juridique
change-organization-parent-name = Fait partie de
change-organization-status = Dans le réseau
change-organization-is-trusted-sender = Oriente sans relecture
change-organization-agreement-version = Version de la convention
change-organization-agreement-signed-on = Convention signée le
change-offer-source-name = Source
change-offer-source-url = Page de la source
change-organization-closures = Fermetures
change-organization-identifier-value = Numéro officiel
change-organization-identifier-scheme = Registre
change-organization-data-regime = Loi sur les données

workspace-history-back-offer = Retour à l’offre
workspace-history-back-place = Retour au lieu
workspace-history-back-organization = Retour à la fiche
workspace-reports-title = { $count ->
    [one] Une erreur est signalée
   *[other] { $count } erreurs sont signalées
  }
workspace-reports-lead = Quelqu’un l’a dit depuis la page publique. Corrigez la fiche ; la coordination répond à la personne.
workspace-reports-more = { $count ->
    [one] Et un autre signalement.
   *[other] Et { $count } autres signalements.
  }
workspace-proposal-waiting = « { $name } » : votre changement est en relecture
workspace-proposal-waiting-text = Envoyé { $moment }. La coordination le relit, puis il s’affiche. Jusque-là, l’ancienne fiche reste visible.
workspace-proposal-refused = « { $name } » : votre changement de { $moment } n’a pas été retenu

workspace-list-requests-all = Voir les { $count } demandes
workspace-requests-title = Demandes
workspace-requests-lead = { $count ->
    [0] Aucune demande en cours.
    [one] Une demande en cours.
   *[other] { $count } demandes en cours.
  }
workspace-requests-none = Aucune demande
workspace-requests-none-text = Les demandes du réseau arrivent ici. Un courriel vous prévient.

workspace-alike-title = { $count ->
    [one] Une fiche ressemble à celle-ci
   *[other] { $count } fiches ressemblent à celle-ci
  }
workspace-alike-text = Regardez si c’est la même. Rien n’est encore enregistré, et ce que vous avez écrit est gardé.
workspace-alike-same = C’est la même
workspace-alike-other = Ce n’est pas la même : continuer
workspace-propose-title = Nouvelle structure
workspace-propose-back = Structures du réseau
workspace-propose-lead = La coordination relit votre proposition, puis l’affiche. Vous recevez sa réponse par courriel.
workspace-propose-lead-made = Après l’enregistrement, vous pouvez inviter une première personne par courriel.
workspace-propose-reach = Un téléphone ou un courriel suffit.
workspace-propose-go = Proposer
workspace-propose-go-made = Enregistrer
workspace-error-phone-required = Écrivez un téléphone ou un courriel : il faut pouvoir joindre la structure.
workspace-list-propose = Proposer une autre structure
members-new = Ajouter une structure
flash-organization-made = La structure est dans l’annuaire.
flash-organization-waiting = Merci. La coordination relit votre proposition et vous répond par courriel.

workspace-alike-offer-title = Est-ce déjà dans l’annuaire ?
workspace-alike-offer-text = Ces fiches ressemblent à la vôtre. Rien n’est encore enregistré, et ce que vous avez écrit est gardé. Si c’est autre chose, utilisez le bouton au bas de la page pour continuer.
workspace-alike-offers = Des offres qui se ressemblent
workspace-alike-places = Des lieux qui se ressemblent
workspace-alike-same-place = C’est le même lieu : l’utiliser
