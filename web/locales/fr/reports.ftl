# Errors in listings: the public form, and the coordinators’ list.

reports-new-title = Signaler une erreur
reports-new-lead = Merci de nous aider à garder cette fiche juste. La structure et la coordination du réseau reçoivent votre message. Il ne faut pas de compte.
reports-new-back = Retour à la fiche
reports-new-reason = Qu’est-ce qui ne va pas ?
reports-new-words = En quelques mots
reports-new-words-hint = N’écrivez rien de personnel. 500 signes au plus.
reports-new-contact = Votre courriel, si vous voulez une réponse
reports-new-contact-hint = Il sert à vous répondre une fois. Il est effacé 30 jours après.
reports-new-leave-empty = Laissez ce champ vide
reports-new-go = Envoyer
reports-new-rule = Quand trois visites de jours différents trouvent porte close, la fiche passe « à confirmer » jusqu’à ce que quelqu’un vérifie.

reports-list-title = Signalements
reports-list-title-open = { $count ->
    [0] Aucun signalement ouvert
    [one] Un signalement ouvert
   *[other] { $count } signalements ouverts
  }
reports-list-title-resolved = { $count ->
    [0] Aucun signalement réglé
    [one] Un signalement réglé
   *[other] { $count } signalements réglés
  }
reports-list-lead = Ce que des visiteurs ou des structures disent d’une fiche. Les plus anciens d’abord.
reports-list-open = Traiter
reports-list-waits = Attend une réponse.
reports-list-none = Rien ici
reports-list-none-text = Les erreurs signalées depuis une fiche arrivent ici.
reports-list-see-resolved = Voir les signalements réglés
reports-list-see-open = Voir les signalements ouverts
reports-from-visitor = Signalé par le public.
reports-from-organization = Dit par la structure elle-même.
reports-show-title = Signalement
reports-show-back = Tous les signalements
reports-show-said = Ce qui est signalé
reports-show-phone = Téléphone :
reports-show-call = Appeler la structure
reports-show-edit = Corriger la fiche
reports-show-listing = Voir la fiche
reports-show-resolve = Régler ce signalement
reports-show-outcome = Ce qui en est résulté
reports-show-answer = Un mot pour la personne qui a signalé
reports-show-answer-hint = Elle reçoit le résultat et ce mot par courriel.
reports-show-no-contact = Personne n’attend de réponse.
reports-show-go = Régler

flash-report-sent = Merci ! Votre message est parti à la structure et à la coordination.
flash-report-resolved = Le signalement est réglé.

report-reason-closed-door = Porte close pendant les heures d’ouverture
report-reason-wrong-hours = Horaires faux
report-reason-wrong-address = Adresse fausse
report-reason-wrong-phone = Numéro de téléphone faux
report-reason-no-longer-exists = L’offre n’existe plus
report-reason-other = Autre chose
report-reason-changed = Quelque chose a changé

report-outcome-corrected = La fiche est corrigée
report-outcome-was-right = La fiche était juste
report-outcome-removed = L’offre est retirée
report-outcome-unclear = Nous n’avons pas pu le savoir
