# The public copies of the directory.

exports-title = L’annuaire en fichiers
exports-lead = Ces fichiers contiennent toutes les offres publiées. Un programme peut les lire, sans clé et sans inscription. Ils sont refaits chaque nuit.
exports-none = Les fichiers seront prêts demain matin. Revenez alors sur cette page.
exports-licence = Ce que vous pouvez en faire
exports-licence-text = Vous pouvez copier, publier et modifier ces données si vous citez leur source (licence { $licence }). Les lignes qui viennent d’un autre annuaire gardent la licence de cet annuaire.
exports-written = Fichiers du { $when }. Nos propres lignes portent la source « { $source } ».
exports-format-mednum = Lieux de médiation numérique, CSV
exports-about-mednum = Le schéma français v1.0.2, avec ses 32 colonnes. Les NPA, numéros de commune et téléphones suisses y restent tels quels : le profil joint décrit ces différences.
exports-format-mednum-json = Lieux de médiation numérique, JSON
exports-about-mednum-json = Les mêmes lieux, pour les programmes qui préfèrent ce format.
exports-format-data-inclusion = data·inclusion v1
exports-about-data-inclusion = Les structures et leurs services. Ce format ne connaît que les codes postaux et les numéros de commune français.
exports-format-geojson = GeoJSON, pour les cartes
exports-about-geojson = Un point par offre et par lieu. Une adresse protégée n’a pas de point.
exports-format-csv = Tableau simple, CSV
exports-about-csv = Tout ce que l’annuaire dit, pour un tableur. Relais peut relire ce fichier.
exports-losses = { $count ->
    [0] Rien n’est perdu dans ce format.
    [one] { $count } information n’a pas de place dans ce format. Le rapport de pertes la compte.
   *[other] { $count } informations n’ont pas de place dans ce format. Le rapport de pertes les compte.
  }
exports-file-data = { $kilobytes } ko, { $records ->
    [one] { $records } ligne
   *[other] { $records } lignes
  }
exports-file-losses = { $kilobytes } ko, ce que le format ne peut pas dire
exports-file-schema = { $kilobytes } ko, description des colonnes (Table Schema)
