# The first page of somebody at a counter.

mediation-show-title = Mes orientations
mediation-show-asked = On attend votre réponse
mediation-show-to-tell = Personnes à prévenir
mediation-show-to-tell-hint = Le réseau ne peut pas les joindre lui-même.
mediation-show-under-way = En cours
mediation-show-none-title = Aucune orientation en cours
mediation-show-none-text = Cherchez une offre pour la personne en face de vous, puis choisissez « Orienter ».
mediation-show-closed = { $count ->
    [0] Aucune orientation terminée ces cinq derniers jours.
    [one] { $count } orientation terminée ces cinq derniers jours.
   *[other] { $count } orientations terminées ces cinq derniers jours.
  }
mediation-show-code = Orientation
mediation-show-now = Où elle en est
mediation-show-due = Échéance
mediation-show-news = À dire
mediation-show-how = Comment
mediation-show-need = { $theme }, { $language }
mediation-show-no-code = Sans code
mediation-show-answer = Répondre
mediation-show-open = Ouvrir
mediation-show-mail-lost = Notre courriel n’est pas arrivé.
mediation-show-tell = Prévenir
mediation-show-unsent = Formulaires commencés
mediation-show-unsent-hint = Rien n’est envoyé. Vous seul les voyez.
mediation-show-unsent-need = Besoin
mediation-show-unsent-saved = Gardé
mediation-show-unsent-gone = Effacé
mediation-show-unsent-no-need = Sans besoin choisi
mediation-show-unsent-go = Reprendre
