# The results on a map.

map-title = Carte
map-open = Voir sur une carte
map-back = Retour à la liste
map-label = { $count ->
    [0] Carte sans point
    [one] Carte avec { $count } point numéroté. La liste donne les mêmes numéros.
   *[other] Carte avec { $count } points numérotés. La liste donne les mêmes numéros.
  }
map-mark = { $count ->
    [one] { $number } : { $names }
   *[other] { $number } : { $count } offres au même endroit, { $names }
  }
map-here = La croix marque { $place }.
map-source = Fond : Office fédéral de la statistique et swisstopo. Signe « 2 ×3 » : trois offres au point 2.
map-points = Les points de la carte
map-elsewhere = Sans adresse sur la carte
map-empty = Aucune offre ne correspond. Revenez à la liste pour enlever un mot ou un filtre.
map-near-me = Autour de moi
map-near-me-failed = Votre position n’est pas connue. Écrivez une commune ou un numéro postal.
