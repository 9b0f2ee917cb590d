# The page of results and the page of filters.

search-title = Chercher une offre
search-heading = { $count ->
    [0] Aucune offre
    [one] { $count } offre
   *[other] { $count } offres
  }
search-heading-words = { $count ->
    [0] Aucune offre
    [one] { $count } offre
   *[other] { $count } offres
  } pour « { $words } »
search-heading-near = { $count ->
    [0] Aucune offre
    [one] { $count } offre
   *[other] { $count } offres
  } { $near }
search-heading-both = { $count ->
    [0] Aucune offre
    [one] { $count } offre
   *[other] { $count } offres
  } pour « { $words } » { $near }
search-near-place = { $form ->
    [le] près du { $place }
    [les] près des { $place }
    [vowel] près d’{ $place }
   *[other] près de { $place }
  }
search-order = Classées par des règles publiées, les mêmes pour tout le monde.
search-order-how = Comment c’est classé
search-fallback = Le moteur de recherche habituel ne répond pas. Ces offres ont été trouvées autrement, et classées par les mêmes règles.
search-sort = Ordre :
search-within = à moins de { $km } km
search-filter = Filtrer
search-filters-all = Tous les filtres

search-facet-when = Quand
search-facet-how = Comment
search-facet-what = Thème
search-facet-language = Langue

search-remarks = À savoir sur votre recherche
search-remark-cut = Votre texte est très long. Nous avons cherché avec les { $most } premiers signes. Quelques mots suffisent.
search-remark-place = Nous ne connaissons pas le lieu « { $value } ». Écrivez une commune ou un numéro postal, par exemple « Onex » ou « 1213 ».
search-remark-filter = Le filtre « { $filter } » n’a pas de valeur « { $value } ». Nous l’avons laissé de côté. Choisissez une valeur dans la liste des filtres.
search-remark-page = Il n’y a pas de page « { $value } ». Voici la première.
search-remark-radius = « { $value } » n’est pas une distance entre 1 et { $most } km. Nous avons cherché sans limite de distance.
search-remark-sort = Nous ne connaissons pas l’ordre « { $value } ». Voici les offres les plus adaptées d’abord.
search-remark-needs-place = Pour chercher ou classer selon la distance, écrivez d’abord un lieu dans « Près de ».
search-corrected = Nous avons aussi cherché « { $understood } » pour « { $typed } ».

search-empty = Rien ne correspond à toute votre recherche
search-empty-text = Essayez avec moins de mots ou moins de filtres. Ou appelez la ligne d’aide du réseau : une personne cherche avec vous.
search-empty-less = Essayez avec moins de mots ou moins de filtres.
search-lost-page = Cette page n’existe plus
search-lost-page-text = Il y a moins de résultats que prévu.
search-first-page = Voir la première page
search-all = Voir toutes les offres
search-call = Appeler le { $phone }

search-excluded = { $count ->
    [one] { $count } offre n’est pas montrée
   *[other] { $count } offres ne sont pas montrées
  }
search-excluded-see = Chercher sans filtre
search-relax-title = Pour avoir plus de choix
search-relax = Sans { $what } : { $count ->
    [one] { $count } offre
   *[other] { $count } offres
  }

search-filters-title = Tous les filtres
search-filters-lead = Choisissez un filtre pour l’ajouter à votre recherche. Le nombre dit combien d’offres resteraient.
search-filters-back = Retour aux résultats
search-recognized-place = Près de { $name }
search-recognized-organization = Structure : { $name }
