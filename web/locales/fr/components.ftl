# Words inside components, the same on every page.

field-optional = (facultatif)
errors-title = { $count ->
    [one] Une réponse est à corriger
   *[other] { $count } réponses sont à corriger
  }

pager-label = Pages de résultats
pager-previous = Page précédente
pager-next = Page suivante
pager-position = Page { $page } sur { $pages }
breadcrumb-label = Où vous êtes

search-need = Quel est le besoin ?
search-near = Près de
search-go = Chercher

offer-why = Pourquoi ici : { $total } points
offer-points = { $count } points : { $reason }

chips-label = Filtres
chips-remove = Retirer le filtre
chips-clear = Tout retirer

queue-action = Action

step-done = fait
step-current = en cours
step-next = à venir
step-failed = n’a pas abouti

code-label = Votre code
code-pin = Code secret
