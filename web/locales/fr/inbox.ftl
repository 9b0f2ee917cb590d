# The inbox of an organization.

inbox-list-title = Demandes reçues
inbox-list-count = { $count ->
    [0] Personne n’attend votre réponse
    [one] Une personne attend votre réponse
   *[other] { $count } personnes attendent votre réponse
  }
inbox-list-lead = La plus pressée est en haut. Répondre prend deux clics.
inbox-list-lead-none = Les nouvelles demandes arrivent ici et par courriel.
inbox-list-to-answer = À répondre
inbox-list-to-answer-hint = Sans réponse à temps, une autre structure est sollicitée.
inbox-list-under-way = En cours chez vous
inbox-list-under-way-hint = Dites où vous en êtes avant la date indiquée.
inbox-list-need = Besoin
inbox-list-offer = Offre
inbox-list-state = État
inbox-list-due = Réponse attendue
inbox-list-next = Nouvelles attendues
inbox-list-answer = Répondre
inbox-list-open = Ouvrir
inbox-list-empty = Aucune demande en ce moment
inbox-list-empty-text = Quand quelqu’un aura besoin de vous, vous recevrez un courriel et la demande s’affichera ici.
inbox-show-back = Demandes reçues
