# The public observatory.

observatory-title = Observatoire
observatory-lead = Comment le réseau aide les personnes, trimestre par trimestre. Des chiffres ouverts, sans rien qui désigne quelqu’un.
observatory-quarter = { $number ->
    [1] 1er trimestre { $year }
   *[other] { $number }e trimestre { $year }
  }
observatory-volume = { $count } orientations
observatory-counted = Compté le { $on }, une fois pour toutes.
observatory-none = Aucun trimestre publié
observatory-none-text = Un trimestre est publié 30 jours après sa fin, dès qu’il compte assez d’orientations.
observatory-rules = Ce que ces chiffres disent, et ne disent pas
observatory-rule-quarter = Un trimestre est compté 30 jours après sa fin. Il n’est plus jamais changé.
observatory-rule-hidden = Une case qui compte moins de 10 personnes est masquée par le signe « – ». D’autres cases portent le même signe, pour que les totaux ne la trahissent pas.
observatory-rule-rounded = Les nombres sont arrondis à 5. Les sommes peuvent donc différer un peu.
observatory-rule-percent = Un pourcentage est entier et repose sur au moins 20 cas.
observatory-rule-ranking = Aucune structure n’est nommée ni classée.
observatory-data = Données ouvertes
observatory-data-text = Chaque trimestre se télécharge en tableaux CSV, avec sa description (Frictionless Data Package). Licence Creative Commons CC BY 4.0 : réutilisez en citant le réseau.
observatory-catalogue = Catalogue pour les machines (DCAT)
observatory-directory = L’annuaire en données ouvertes
observatory-back = Tous les trimestres
observatory-back-quarter = Ce trimestre
observatory-tables = Tableaux
observatory-table-commune = Besoins par commune
observatory-table-language = Besoins par langue
observatory-table-channel = Besoins par moyen de contact
observatory-table-answer = Besoins et délai de réponse
observatory-table-result = Besoins et résultat
observatory-table-rule = Plus une case est foncée, plus elle compte de personnes. Le signe « – » masque une case trop petite, ou qui la trahirait. Nombres arrondis à 5.
observatory-files = Fichiers
observatory-files-text = La somme SHA-256 permet de vérifier qu’un fichier est bien celui qui a été publié.
observatory-bytes = { $count } octets
observatory-made = Compté par la version { $version } du logiciel.
observatory-answer-not-asked = Aucune structure sollicitée
observatory-answer-silent = Silence
observatory-answer-one-day = En 1 jour ouvré
observatory-answer-two-days = En 2 jours
observatory-answer-five-days = Plus tard, à temps
observatory-answer-not-yet = Sans réponse encore
observatory-answer-other = Autre
observatory-result-helped = Aidée
observatory-result-partly = En partie
observatory-result-informed = Informée
observatory-result-without-help = Sans aide
observatory-result-withdrawn = Arrêtée
observatory-result-under-way = En cours
observatory-result-other = Autre
