# The booklet of a commune, to print and hand out.

booklets-list-title = Livrets à imprimer
booklets-list-lead = Les offres d’une commune, sur papier, au format A5. Chacune peut imprimer le sien et le donner.
booklets-list-none = Il n’y a pas encore d’offre dans l’annuaire.
booklets-count = { $count ->
    [one] { $count } offre
   *[other] { $count } offres
  }
booklets-show-title = Livret
booklets-show-heading = Aide numérique : { $commune }
booklets-show-back = Les autres communes
booklets-show-large = En gros caractères
booklets-show-usual = En caractères habituels
booklets-show-how-to-print = Imprimez cette page au format A5, ou en « livret » sur des feuilles A4.
booklets-show-date = Informations du { $date }
booklets-show-call = Une question ? Une personne vous répond :
booklets-show-use = Cherchez votre besoin dans la liste, puis allez sur place ou téléphonez. Chaque offre dit quand elle a été vérifiée. Si elle est « à confirmer », ou vérifiée il y a plus de six mois, appelez avant d’y aller.
booklets-show-short = Pour tenir en 16 pages, chaque offre est résumée. Les langues, le prix et les détails se demandent par téléphone.
booklets-show-more = Pour tout le reste, appelez le { $phone } ({ $hours }).
booklets-show-made = Livret du { $date }, { $network }. Les adresses protégées ne sont pas imprimées.
booklets-left = { $count ->
    [one] { $count } autre offre n’a pas trouvé de place dans ce livret.
   *[other] { $count } autres offres n’ont pas trouvé de place dans ce livret.
  }
booklets-phone = Téléphone : { $phone }
booklets-checked = Vérifié le { $date }
booklets-to-confirm = À confirmer par téléphone : vérifié le { $date }
booklets-more-places = { $count ->
    [one] Et un autre lieu dans la commune.
   *[other] Et { $count } autres lieux dans la commune.
  }
