# The offers of a commune in one file, for mediators on the road.

dossiers-title = Dossier du jour
dossiers-lead = Toutes les offres d’une commune dans un seul fichier, à ouvrir sans Internet ou à imprimer.
dossiers-back = Retour à la médiation
dossiers-commune = Commune
dossiers-download = Télécharger le dossier
dossiers-hint = Le fichier ne contient aucune donnée sur une personne aidée. Il montre l’annuaire tel qu’il est maintenant : téléchargez-le le jour même.
dossiers-booklets = Livrets à imprimer pour le public
dossiers-heading = Dossier du jour : { $commune }
dossiers-made = Fait le { $date } ({ $time }). Demain, téléchargez un nouveau dossier.
dossiers-offline = Ce fichier fonctionne sans Internet. Il ne contient aucune donnée sur une personne aidée.
dossiers-left = { $count ->
    [one] { $count } offre n’a pas trouvé de place dans ce fichier.
   *[other] { $count } offres n’ont pas trouvé de place dans ce fichier.
  }
