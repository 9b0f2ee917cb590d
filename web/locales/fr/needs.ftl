# What the network lacks: needs to close, and searches that found nothing.

needs-list-title = Besoins non couverts
needs-list-title-open = { $count ->
    [0] Aucun besoin ouvert
    [one] Un besoin ouvert
   *[other] { $count } besoins ouverts
  }
needs-list-title-closed = { $count ->
    [0] Aucun besoin fermé
    [one] Un besoin fermé
   *[other] { $count } besoins fermés
  }
needs-list-lead = Ce que personne dans le réseau n’a pu donner. Les plus anciens d’abord. Fermez chaque besoin avec une offre ou une raison.
needs-list-open = Traiter
needs-list-from = Noté par { $name }.
needs-list-from-public = Noté par le public.
needs-list-owner = { $name } s’en occupe.
needs-list-due = Réponse due { $due }
needs-list-late = En retard : réponse due { $due }
needs-list-none = Rien ici
needs-list-none-text = Ce qui manque arrive ici : recherches sans résultat, refus, plus personne à solliciter, personnes non aidées.
needs-list-see-closed = Voir les besoins fermés
needs-list-see-open = Voir les besoins ouverts
needs-list-searches = Recherches sans résultat
needs-list-period = Période :
needs-list-days = { $count } jours
needs-list-sum = Recherches : { $searches }. Sans résultat : { $without }. Sans offre vers laquelle orienter : { $orientable }.
needs-list-theme = Thème
needs-list-commune = Commune
needs-list-emptied = Ce qui vide la liste
needs-list-count = Recherches
needs-list-others = Autres recherches, trop rares pour une ligne
needs-list-csv = Télécharger ce tableau (CSV)
needs-list-words = Mots de ces recherches :
needs-list-rule = Le signe « – » remplace les nombres de 1 à 4. Un mot n’est montré qu’à partir de 5 recherches. Nous ne gardons ni compte, ni adresse, ni heure, et seulement les mots des listes publiques. Tout est effacé après 24 mois.
needs-list-few = –
needs-list-not-said = Non précisé
needs-list-everything = Aucune offre
needs-show-title = Besoin non couvert
needs-show-back = Tous les besoins
needs-show-said = Ce qui manque
needs-show-take = Je m’en occupe
needs-show-search = Chercher une offre
needs-show-close = Fermer ce besoin
needs-show-offer = Une offre répond à ce besoin
needs-show-offer-hint = Copiez l’adresse de la page de l’offre.
needs-show-reason = Ou bien, pourquoi le fermer ?
needs-show-answer = Votre réponse
needs-show-answer-hint = Elle part par courriel à qui a noté le besoin. N’écrivez rien de personnel. 500 signes au plus.
needs-show-nobody = Le public a noté ce besoin : il n’y a personne à prévenir.
needs-show-go = Fermer
needs-show-closed-offer = Une offre répond à ce besoin
needs-show-offer-unknown = Aucune offre publiée n’a cette adresse. Copiez l’adresse de la page de l’offre.
needs-show-reason-required = Indiquez une offre ou choisissez une raison.
needs-show-reason-one-of-two = Gardez l’offre ou la raison, pas les deux.
needs-show-answer-too-long = Ce texte a 500 signes au plus. Raccourcissez-le.
closing-reason-planned = Une offre se prépare
closing-reason-no-means = Le réseau n’en a pas les moyens aujourd’hui
closing-reason-outside-network = Ce n’est pas une tâche du réseau
closing-reason-duplicate = Déjà noté
closing-reason-mistake = Noté par erreur
flash-need-taken = Vous vous occupez de ce besoin.
flash-need-closed = Le besoin est fermé.
flash-need-joined = Les deux besoins n’en font plus qu’un. Vous pouvez les séparer.
flash-need-separated = Le besoin est de nouveau à part.
needs-show-alike = { $count ->
    [one] Un autre besoin ouvert y ressemble
   *[other] { $count } autres besoins ouverts y ressemblent
  }
needs-show-alike-text = Même thème et même commune. Réunissez-les s’il s’agit du même manque : ils seront fermés ensemble.
needs-show-join = Réunir
needs-show-joined = Réunis avec ce besoin
needs-show-separate = Séparer
need-source-search = Noté à la main
need-source-refusal = Après le refus d’une structure
need-source-rerouting = Plus personne à solliciter
need-source-person = La personne dit n’avoir pas été aidée
