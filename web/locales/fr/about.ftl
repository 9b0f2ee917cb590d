# What the service says about itself. The legal texts are templates to be checked by a lawyer.

about-transparency-title = Transparence
about-transparency-lead = Comment ce service fonctionne, ce qu’il compte et ce qu’il ne fait pas.
about-transparency-order = L’ordre des offres
about-transparency-order-text = Chaque offre reçoit des points selon des règles écrites et publiées. L’ordre est le même pour tout le monde. Personne ne peut payer pour être plus haut.
about-transparency-order-link = Lire toutes les règles et leurs points
about-transparency-not = Ce que nous ne faisons pas
about-transparency-not-tracking = Nous ne suivons pas les visites. Il n’y a ni publicité, ni mesure d’audience, ni contenu d’un autre site.
about-transparency-not-learning = Aucune machine n’apprend de vos clics. Aucune décision sur une personne n’est automatique.
about-transparency-not-diagnosis = Nous ne notons jamais de diagnostic. Un besoin est décrit par un thème et quelques mots.
about-transparency-directory = L’annuaire
about-transparency-directory-text = Chaque offre dit quand et comment elle a été vérifiée. Après six mois sans vérification, elle porte la mention « à confirmer ». Après un an, elle n’est plus montrée.
about-transparency-data = Les données publiques
about-transparency-data-text = L’annuaire public se lit aussi par un programme, sans clé et sans inscription.
about-transparency-data-link = Description pour les programmes (OpenAPI)
about-transparency-alternatives-link = Lire ce qui remplace chaque fonction
about-transparency-software = Le logiciel
about-transparency-software-text = Relais est un logiciel libre. Chaque ville, canton ou pays peut l’utiliser et l’améliorer.

about-ranking-title = Comment les offres sont classées
about-ranking-lead = Chaque offre reçoit des points. Le total est de { $total } points au plus. Les règles sont les mêmes pour tout le monde.
about-ranking-back = Transparence
about-ranking-version = Version des règles : { $version }
about-ranking-caption = Les règles et leurs points
about-ranking-rule = Règle
about-ranking-most = Au plus
about-ranking-cases = Points selon le cas
about-ranking-case = { $what } : { $points ->
    [one] { $points } point
   *[other] { $points } points
  }
about-ranking-points = { $points ->
    [one] { $points } point
   *[other] { $points } points
  }
about-ranking-words-exact = le mot tel que vous l’écrivez
about-ranking-words-inflected = une autre forme du mot
about-ranking-words-synonym = un mot qui dit la même chose
about-ranking-words-corrected = un mot proche, faute de frappe corrigée
about-ranking-words-partly = une partie seulement d’une expression
about-ranking-words-by-tags = ce que l’offre est, sans que le mot soit écrit
about-ranking-words-in-description = dans la longue description, et non dans la phrase de résumé
about-ranking-words-around = dans le nom de la structure ou du lieu
about-ranking-theme-kind = c’est exactement cette aide
about-ranking-theme-only-theme = son seul thème couvre le besoin
about-ranking-theme-one-of-two-themes = un de ses deux thèmes couvre le besoin
about-ranking-theme-one-of-many-themes = un de ses nombreux thèmes couvre le besoin
about-ranking-theme-people = son public ou son accueil adapté
about-ranking-theme-beside = l’équipement du lieu, ou la gratuité
about-ranking-distance-up-to-m = à { $limit } au plus
about-ranking-distance-same-commune = dans la commune demandée
about-ranking-distance-remote = aide par téléphone ou à domicile
about-ranking-opening-now = ouverte maintenant
about-ranking-opening-within-hours = ouvre dans { $limit } au plus
about-ranking-language-spoken = quelqu’un parle ou signe cette langue
about-ranking-language-interpreter = un interprète vient sur demande
about-ranking-adjustment-prepared = l’accueil adapté est prévu
about-ranking-capacity-open = places libres, dit il y a moins de deux semaines
about-ranking-capacity-few-places = peu de places
about-ranking-capacity-unknown = places inconnues
about-ranking-capacity-full = complète
about-ranking-freshness-fresh = vérifiée depuis moins de quatre mois
about-ranking-freshness-ask = vérifiée depuis moins de six mois
about-ranking-freshness-to-confirm = à confirmer
about-ranking-freshness-stale = pas vérifiée depuis un an
about-ranking-words-title = Plusieurs mots
about-ranking-words-text = Une offre qui répond à une partie des mots reçoit cette partie des points. Tous les mots ne comptent pas autant :
about-ranking-count-rare = un mot présent dans { $permille } offres sur 1000, ou moins, compte { $times ->
        [one] une fois
       *[other] { $times } fois
    } ;
about-ranking-count-else = un autre mot compte une fois ;
about-ranking-count-first = le premier mot qui dit quelque chose compte { $times ->
        [one] une fois
       *[other] { $times } fois
    } de plus ;
about-ranking-count-faint = un mot qui va avec presque toutes les offres, comme « informatique » ou « ouvrir », ne compte qu’une fois, même rare ;
about-ranking-count-unknown = un mot qu’aucune offre ne connaît ne compte pas ;
about-ranking-count-least = si les mots comptent ensemble moins de { $least } fois, l’offre ne reçoit qu’une partie des points des mots ;
about-ranking-count-kinds = un mot qui convient à plus de { $kinds } sortes d’aide compte comme un thème ;
about-ranking-count-professionals = une offre pour les professionnels ne reçoit que { $percent } % des points des mots, si personne ne la demande ;
about-ranking-count-enough = dès que { $enough } offres répondent à plus de mots, celles qui répondent à moins de mots ne sont plus montrées.
about-ranking-equal = Quand deux offres ont le même total
about-ranking-equal-text = Elles passent à tour de rôle, un jour l’une, un jour l’autre. Le jour et la recherche décident, jamais le hasard ni le nom.
about-ranking-hidden = Ce qui n’est pas montré
about-ranking-hidden-text = Certaines offres ne sont pas montrées. La page de résultats dit combien, et pourquoi :
about-ranking-never = Ce qui ne compte jamais
about-ranking-never-text = Les clics, la popularité, un paiement, la taille de la structure, et tout ce qui concerne la personne qui cherche.
about-ranking-file = Le fichier des règles, tel que le programme le lit

never-shown-not-published = offre retirée par sa structure
never-shown-stale = offre que personne n’a confirmée depuis un an
never-shown-full = offre complète, sauf si vous demandez les offres complètes
never-shown-outside-coverage = offre réservée à d’autres communes
never-shown-too-far = offre plus loin que la distance demandée
never-shown-other-organization = offre d’une autre structure que celle que vous cherchez
never-shown-other-commune = offre sans lieu dans la commune choisie
never-shown-theme = offre d’un autre thème que le thème choisi
never-shown-kind = aide d’une autre nature
never-shown-audience = offre pour un autre public
never-shown-language = offre sans la langue demandée
never-shown-adjustment = offre sans l’accueil adapté demandé
never-shown-not-free = offre payante, si vous demandez une offre gratuite
never-shown-not-anonymous = offre qui demande un nom, si vous ne voulez pas le donner
never-shown-closed = offre fermée au moment demandé
never-shown-appointment = offre avec ou sans rendez-vous, contre votre choix
never-shown-capacity = offre sans les places demandées

about-accessibility-title = Accessibilité
about-accessibility-lead = Ce service doit être utilisable par tout le monde. Voici où nous en sommes.
about-accessibility-state = Notre état
about-accessibility-state-text = Nous visons la norme WCAG 2.2, niveau AA. Des programmes contrôlent les pages automatiquement à chaque changement. Ces contrôles ne trouvent qu’une partie des obstacles. Aucun audit avec des personnes concernées n’a encore été fait : nous ne déclarons donc pas que le service est conforme.
about-accessibility-made = Ce qui est prévu dans toutes les pages
about-accessibility-made-script = elles fonctionnent sans script ;
about-accessibility-made-keyboard = elles s’utilisent entièrement au clavier ;
about-accessibility-keys = Les raccourcis du clavier
about-accessibility-made-small = elles se lisent sur un petit écran et avec un texte deux fois plus grand ;
about-accessibility-made-colour = aucune information n’est donnée par la couleur seule ;
about-accessibility-made-words = elles utilisent des phrases courtes et des mots courants ;
about-accessibility-made-paper = ce qui compte s’imprime sur une feuille, sans appareil ni compte.
about-accessibility-limits = Ce qui manque encore
about-accessibility-limit-languages = L’interface est en français seulement.
about-accessibility-limit-easy = Il n’y a pas encore de version en langue des signes ni en facile à lire et à comprendre (FALC).
about-accessibility-limit-others = Les sites des structures, vers lesquels mènent certains liens, ne dépendent pas de nous.
about-accessibility-help = Un obstacle ? Dites-le-nous
about-accessibility-help-text = Appelez la ligne d’aide du réseau : { $phone } ({ $hours }). Une personne vous donne l’information autrement, et nous corrigeons la page.

about-privacy-title = Données personnelles
about-privacy-lead = Ce que nous gardons, pourquoi, combien de temps et qui le voit.
about-privacy-template = Ce texte est un modèle
about-privacy-template-text = Il décrit ce que fait le programme. Le réseau doit le faire vérifier par une ou un juriste avant de l’utiliser.
about-privacy-search = Quand vous cherchez
about-privacy-search-text = Vous n’avez pas besoin de compte. Pour savoir quelle aide manque, nous notons le jour, la commune, les filtres, le nombre d’offres trouvées, et vos mots seulement s’ils sont dans nos listes de mots publiques. Un nom, une adresse ou un numéro n’y est jamais. Rien ne dit qui a cherché, et tout est effacé après 24 mois. Nous ne gardons pas votre adresse Internet. Contre les abus, l’adresse reste quelques minutes en mémoire, sans être écrite. Le journal technique note seulement quel type de page a été demandé, et quand.
about-privacy-referral = Quand une médiatrice ou un médiateur vous oriente
about-privacy-referral-consent = Rien n’est envoyé sans votre accord. L’accord dit à quelle structure, pour quel besoin. Vous pouvez dire non : vous recevez alors une feuille, et nous ne gardons rien sur vous.
about-privacy-referral-data = Nous gardons votre prénom ou votre nom, un moyen de vous joindre si vous en donnez un, et une note courte. Ces données sont chiffrées, avec une clé différente pour chaque orientation.
about-privacy-referral-never = Nous ne gardons jamais de numéro AVS, de copie de pièce d’identité, de mot de passe ni de diagnostic.
about-privacy-who = Qui les voit
about-privacy-who-mediator = la structure qui vous oriente ;
about-privacy-who-partner = la structure à laquelle vous dites oui : d’abord le besoin seulement, votre nom et votre contact après qu’elle a accepté ;
about-privacy-who-coordinator = la coordination du réseau, quand personne ne répond, pour que vous ne restiez pas sans aide.
about-privacy-who-nobody = Personne d’autre. L’administration technique ne les voit pas.
about-privacy-long = Combien de temps
about-privacy-long-open = Votre nom, votre contact et la note sont effacés 90 jours après la fin de l’orientation, et 12 mois après son début au plus tard.
about-privacy-long-coded = Il reste une ligne sans nom : le thème, la commune, les dates et le résultat. Elle sert aux chiffres du réseau. Un chiffre trop petit n’est jamais publié.
about-privacy-long-backup = Les clés de chiffrement ne restent que 7 jours dans les copies de sécurité : ce qui est effacé le reste.
about-privacy-cookies = Les cookies
about-privacy-cookies-text = Sans connexion, aucun cookie ne vous suit. Les professionnels qui se connectent ont un cookie de session. Un autre, d’une minute, sert à confirmer leur dernière action. Il n’y a rien d’autre.
about-privacy-rights = Vos droits
about-privacy-rights-text = Vous pouvez voir vos données, les faire corriger, ou tout arrêter. Avec votre feuille : entrez votre code.
about-privacy-rights-call = Sans votre feuille : appelez la ligne d’aide, { $phone }.
about-privacy-rights-code = Entrer mon code
