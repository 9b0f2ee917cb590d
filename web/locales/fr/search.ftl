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
search-excluded-see = Voir
search-excluded-see-which = Voir celles-ci : { $reason }
search-heading-hidden = Offres masquées : { $reason }
search-hidden-back = Revenir aux résultats de la recherche
search-facet-distance = Distance
search-distance = Moins de { $km } km
search-emptied = Ce qui vide la liste : { $what }.
search-emptied-nothing = Aucune offre du réseau ne répond à cette demande aujourd’hui.
search-door-open = La permanence téléphonique répond maintenant, jusqu’à { $until }.
search-door-closed = La permanence téléphonique est fermée en ce moment. Elle répond de nouveau { $from }.
search-door-hours = Horaires : { $hours }.
search-door-interim = En attendant
search-door-interim-text = Ici, une personne écoute la demande et cherche une solution avec vous.
search-door-need = Dire que cette aide manque
search-door-need-text = La coordination du réseau tient la liste de ce qui manque. Deux clics suffisent, sans nom.
search-door-need-go = Signaler ce besoin
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

# Saying that help is missing.

search-need-title = Signaler une aide qui manque
search-need-lead = La coordination du réseau lit chaque signalement et cherche une solution. Elle n’a besoin d’aucun nom.
search-need-back = Retour à la recherche
search-need-choose = Choisissez
search-need-theme = De quelle aide s’agit-il ?
search-need-commune = Commune ou numéro postal
search-need-cause = Qu’est-ce qui manque ?
search-need-channel = Comment la demande est-elle arrivée ?
search-need-channel-visit = La personne est venue
search-need-channel-phone = Par téléphone
search-need-channel-letter = Par écrit
search-need-channel-web = Sur ce site
search-need-words = En quelques mots
search-need-words-hint = N’écrivez ni nom, ni adresse, ni numéro : ce qui y ressemble est retiré. { $most } signes au plus.
search-need-reply = La réponse arrive à { $address }, au plus tard { $due }.
search-need-no-reply = Personne ne peut vous répondre par ici, car nous ne demandons pas qui vous êtes.
search-need-call = Pour une réponse, appelez le { $phone }.
search-need-go = Envoyer à la coordination
search-need-theme-required = Choisissez de quelle aide il s’agit.
search-need-commune-unknown = Nous ne connaissons pas ce lieu. Écrivez une commune ou un numéro postal, ou laissez vide.
search-need-cause-required = Choisissez ce qui manque.
search-need-channel-required = Choisissez comment la demande est arrivée.
search-need-words-too-long = Ce texte a 200 signes au plus. Raccourcissez-le.
flash-need-recorded = Merci ! La coordination du réseau a reçu votre signalement.
flash-need-recorded-reply = Merci ! La coordination a reçu ce besoin. La réponse vous arrive par courriel, dans cinq jours ouvrables au plus.
