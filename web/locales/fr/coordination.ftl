# The coordinators' page, and what a coordinator does with one referral.

coordination-show-title = Coordination
coordination-show-waiting = { $count ->
    [0] Personne n’attend sans réponse
    [one] Une personne attend une décision
   *[other] { $count } personnes attendent une décision
  }
coordination-show-lead = La plus pressée est en haut. Prendre une orientation, c’est dire aux autres que vous vous en occupez.
coordination-show-lead-none = Chaque demande est chez quelqu’un qui doit répondre. Vous serez prévenu si cela change.
coordination-show-late = { $count ->
    [one] Une personne attend depuis trop longtemps
   *[other] { $count } personnes attendent depuis trop longtemps
  }
coordination-show-late-text = Le délai de la coordination est passé. Commencez par là.
coordination-show-queue = À vous de jouer
coordination-show-queue-hint = Ce que le réseau ne règle pas tout seul.
coordination-show-referral = Orientation
coordination-show-why = Pourquoi
coordination-show-owner = Qui s’en occupe
coordination-show-due = Échéance
coordination-show-take = Prendre
coordination-show-open = Ouvrir
coordination-show-no-code = Code effacé
coordination-show-nobody = À prendre
coordination-show-why-unknown = À décider
coordination-show-tried = { $count ->
    [one] Déjà essayé : { $reasons }
   *[other] { $count } essais : { $reasons }
  }
coordination-show-more = { $count ->
    [one] Et { $count } autre, moins pressée.
   *[other] Et { $count } autres, moins pressées.
  }

coordination-figures-title = Les { $days } derniers jours
coordination-figures-left = Restées sans réponse
coordination-figures-left-note = sur { $volume } orientations
coordination-figures-answer = Première réponse
coordination-figures-answer-note = médiane ; 9 sur 10 en { $duration }
coordination-figures-accepted = Acceptées
coordination-figures-accepted-note = des réponses ; { $percent } chez une autre structure
coordination-figures-silent = Silences
coordination-states-title = Combien d’orientations dans chaque état
coordination-definitions-title = Ce que veulent dire ces chiffres
coordination-definitions-since = Tous comptent les orientations commencées depuis le { $since }. Les doublons et les erreurs ne comptent pas.
coordination-definitions-left = Restées sans réponse : orientations pour lesquelles ni une structure ni la coordination n’a dit un mot, un jour ouvré après le dernier délai. Le but est zéro.
coordination-definitions-answer = Première réponse : temps d’ouverture du réseau entre la demande à la première structure et sa réponse. Une journée compte dix heures.
coordination-definitions-accepted = Acceptées : part de oui parmi les demandes qui ont reçu une réponse. Puis, parmi les orientations demandées à une deuxième structure, la part que l’une d’elles a acceptée.
coordination-definitions-silent = Silences : part des premières structures qui ont laissé passer leur délai.
coordination-definitions-hidden = Un tiret remplace un chiffre quand moins de cinq personnes sont derrière.
figure-hidden = –
figure-percent = { $percent } %

coordination-act-title = Coordination
coordination-act-back = Orientation
coordination-act-take = Je m’en occupe
coordination-act-release = Laisser partir
coordination-act-return = Rendre à l’expéditeur
coordination-act-choose = Choisir
coordination-act-record = Noter la réponse de { $organization }
coordination-act-call = Appeler :
coordination-act-channel = Comment l’avez-vous apprise ?
coordination-act-answer = Que répond la structure ?
coordination-act-yes = Oui
coordination-act-later = Liste d’attente
coordination-act-no = Non
coordination-act-decline = Si c’est non, pourquoi ?
coordination-act-record-go = Noter la réponse
coordination-act-reroute = Demander à une autre offre
coordination-act-offer = Adresse de l’offre
coordination-act-offer-hint = Copiez l’adresse de sa page, ou la fin de cette adresse.
coordination-act-reroute-go = Demander maintenant
coordination-act-search = Chercher une offre
coordination-act-reassign = Confier à quelqu’un d’autre
coordination-act-owner = Qui s’en occupe ?
coordination-act-pool = Toute la coordination
coordination-act-reassign-go = Confier
coordination-act-close = Clore sans solution
coordination-act-close-text = Le besoin compte alors comme non couvert. La personne et l’expéditeur sont prévenus.
coordination-act-closure = Pourquoi le réseau n’a-t-il pas pu aider ?
coordination-act-cause = Ce qui a manqué
coordination-act-cause-hint = Pour la carte des besoins non couverts.
coordination-act-close-go = Clore
coordination-act-mistake = Doublon ou erreur
coordination-act-duplicate = Code de l’autre orientation
coordination-act-duplicate-hint = Les huit signes de celle qui continue.
coordination-act-duplicate-go = C’est un doublon
coordination-act-mistake-text = Un essai ou une fausse manœuvre : l’orientation ne compte nulle part, le nom et le contact sont effacés demain au plus tard.
coordination-act-mistake-go = C’est une erreur

flash-coordination-taken = Vous vous en occupez. Les autres le voient.
flash-coordination-released = L’orientation est partie. La structure reçoit la demande.
flash-coordination-returned = L’orientation est rendue à l’expéditeur.
flash-coordination-given = C’est confié.
flash-coordination-asked = La demande est partie. La structure précédente est prévenue.
flash-coordination-recorded = La réponse est notée, avec la manière dont vous l’avez apprise.
flash-coordination-closed = L’orientation est close. Le besoin est compté comme non couvert.
flash-coordination-duplicate = C’est noté : doublon.
flash-coordination-mistake = C’est annulé. Les données seront effacées.

coordination-nav-label = Pages de la coordination
coordination-nav-queue = File d’attente
coordination-nav-calls = Appels
coordination-nav-reports = Signalements
coordination-nav-needs = Besoins non couverts
