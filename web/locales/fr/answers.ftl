# Answering a request, behind a link or in the inbox; and deadlines in words.

due-in = dans { $duration }
due-since = depuis { $duration }

answers-show-title-open = Une personne a besoin de vous
answers-show-title-accepted = Vous aidez cette personne
answers-show-title-late = Vous pouvez encore accepter
answers-show-title-closed = Il n’y a plus rien à faire ici
answers-show-lead-open = Pouvez-vous l’aider ? Son nom s’affiche dès que vous acceptez.
answers-show-lead-accepted = Prenez contact avec elle, puis dites ici comment cela avance.
answers-show-lead-late = Le délai est passé. Personne n’a encore dit oui : la personne attend toujours.
answers-show-lead-closed = Cette demande ne vous est plus adressée, ou vous y avez déjà répondu.

answers-facts-title = La demande
answers-fact-offer = Votre offre
answers-fact-theme = Besoin
answers-fact-kind = Forme d’aide
answers-fact-language = Langue
answers-fact-commune = Commune
answers-fact-urgency = Urgence
answers-fact-handover = Transmission

answers-due-sent = Réponse attendue
answers-due-info-requested = Réponse à votre question attendue
answers-due-waitlisted = Des nouvelles attendues
answers-due-accepted = Premier contact attendu
answers-due-in-progress = Des nouvelles attendues
answers-due-no-show = Nouveau contact attendu
answers-due-lapsed = Délai
answers-due-completed = Délai
answers-due-declined = Délai
answers-due-unreachable = Délai
answers-due-withdrawn = Délai

answers-exchange-title = Votre question
answers-exchange-answer = La réponse :
answers-exchange-waits = Le délai s’arrête jusqu’à la réponse, au plus cinq jours ouvrés.

answers-accept-title = Oui, nous pouvons aider
answers-accept-lead = Un clic suffit. Vous verrez ensuite comment joindre la personne.
answers-accept-go = Accepter
answers-accept-in-charge = Qui s’en occupe chez vous ?
answers-accept-in-charge-hint = Un prénom ou une équipe. La personne saura qui demander.
answers-waitlist-title = Oui, mais plus tard : liste d’attente
answers-waitlist-day = Place prévue à partir du
answers-waitlist-hint = Sans date, nous vous redemandons dans 30 jours.
answers-waitlist-go = Mettre sur liste d’attente
answers-ask-title = Poser une question avant de répondre
answers-ask-legend = Que vous manque-t-il ?
answers-ask-hint = La question va à la personne qui a fait la demande pour elle.
answers-ask-note = Votre question
answers-ask-note-hint = 280 signes au plus. Ne nommez personne.
answers-ask-go = Envoyer la question

answers-decline-title = Non, nous ne pouvons pas
answers-decline-lead = Dites pourquoi : une autre structure est alors sollicitée aussitôt.
answers-decline-legend = Pour quelle raison ?
answers-decline-by-person = dit par la personne
answers-decline-go = Refuser

answers-person-title = La personne
answers-person-name = Prénom
answers-person-no-contact = aucun numéro à composer
answers-person-adjustments = Pour que cela se passe bien
answers-person-note = Message
answers-person-appointment = Rendez-vous
answers-person-privacy = Ces données servent à cette demande seulement. Ne les copiez pas ailleurs.
answers-person-closed = Son nom et comment la joindre s’affichent d’un clic. Chaque affichage est noté.
answers-person-go = Voir le contact
answers-person-erased = Les données de cette personne ont été effacées.

answers-helping-title = Et maintenant ?
answers-helping-lead = Un clic pour dire où vous en êtes. Sans nouvelles, la coordination vous appelle.
answers-contact-accepted = Premier contact fait
answers-contact-in-progress = L’aide continue
answers-contact-no-show = La personne est revenue
answers-no-show-go = La personne n’est pas venue
answers-appointment-title = Un rendez-vous est fixé
answers-appointment-day = Jour
answers-appointment-time = Heure
answers-appointment-go = Noter le rendez-vous
answers-complete-title = L’aide est terminée
answers-complete-legend = Qu’en est-il résulté ?
answers-complete-go = Terminer
answers-unreachable-title = Impossible de joindre la personne
answers-unreachable-rule = Comptez au moins trois essais par deux moyens différents, ou une lettre.
answers-unreachable-tries = Nombre d’essais
answers-unreachable-channels = Nombre de moyens différents
answers-unreachable-channels-hint = Téléphone, message, courriel…
answers-unreachable-letter = Une lettre est partie
answers-unreachable-go = Signaler
answers-stop-title = Nous ne pouvons plus aider
answers-stop-lead = Une autre structure est alors sollicitée, ou la coordination prend le relais.

answers-closed-completed = L’aide est terminée. Merci !
answers-closed-declined = Votre refus est enregistré.
answers-closed-lapsed = Une autre structure a accepté entre-temps.
answers-closed-unreachable = La personne n’a pas pu être jointe. C’est noté.
answers-closed-withdrawn = Cette demande ne vous est plus adressée.
answers-closed-sent = Cette demande est close.
answers-closed-info-requested = Cette demande est close.
answers-closed-waitlisted = Cette demande est close.
answers-closed-accepted = Cette demande est close.
answers-closed-in-progress = Cette demande est close.
answers-closed-no-show = Cette demande est close.
answers-closed-next = Vous n’avez plus rien à faire. La personne n’est pas oubliée : le réseau suit chaque demande jusqu’au bout.

answers-over-title = Ce lien ne s’ouvre plus
answers-over-expired = Il a servi son temps. La demande, elle, est toujours suivie par le réseau.
answers-over-unknown = Il est incomplet ou n’a jamais existé. Il a peut-être été coupé dans le courriel.
answers-over-next = Que faire ?
answers-over-newer = Cherchez un courriel plus récent : chaque étape a le sien.
answers-over-inbox = Si vous avez un compte, la demande est dans
answers-over-inbox-link = vos demandes reçues
answers-over-call = Ou appelez la ligne d’aide : { $phone }, { $hours }.

flash-answer-accepted = Merci ! Voici comment joindre la personne.
flash-answer-declined = Refus enregistré. Une autre structure est sollicitée, ou la coordination prend le relais.
flash-answer-waitlisted = La personne est sur votre liste d’attente.
flash-answer-asked = Question envoyée. Le délai est arrêté jusqu’à la réponse.
flash-answer-contact = C’est noté. Merci de nous tenir au courant.
flash-answer-appointment = Rendez-vous noté.
flash-answer-no-show = C’est noté. Proposez-lui un nouveau rendez-vous.
flash-answer-unreachable = C’est noté. Le réseau prend le relais.
flash-answer-completed = Merci ! La demande est terminée.

answers-handover-three-way-call = Appel à trois, avec la personne
answers-handover-accompanied = La personne vient accompagnée
answers-handover-booked-together = Un rendez-vous a été pris avec la personne
answers-handover-sent = Demande envoyée, la personne attend votre contact
answers-handover-card = La personne vient avec sa feuille et son code

answers-channel-phone = Par téléphone
answers-channel-sms = Par SMS
answers-channel-email = Par courriel
answers-channel-letter = Par lettre
answers-channel-via-mediator = Par la structure qui l’accompagne
answers-channel-comes-back = La personne repasse au guichet qui l’a envoyée
answers-channel-counter = La personne vient à votre guichet
