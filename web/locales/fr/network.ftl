# What is set for the whole network: helpdesk, deadlines, letters, proof of erasure.

network-nav-label = Réglages
network-title = Réglages du réseau
network-lead = Ces réglages valent pour tout le réseau. Les délais sont publics : chacun peut les lire sur la page « Transparence ».
network-helpdesk = Le réseau et sa ligne d’aide
network-helpdesk-lead = Ces lignes sont sur chaque page, chaque courriel et chaque feuille.
network-name = Nom du réseau
network-phone = Téléphone de la ligne d’aide
network-email = Adresse de courriel de la ligne d’aide
network-email-hint = Les réponses aux courriels du réseau arrivent ici.
network-hours = Heures de la ligne d’aide
network-hours-hint = En mots. Exemple : du lundi au vendredi, 8 h à 18 h.
network-save = Enregistrer les réglages
network-group-answer = Répondre à une demande
network-group-contact = Joindre la personne après un oui
network-group-coordination = La coordination agit
network-group-follow = Suivre une aide
network-group-erasure = Effacer
network-term-hint = Entre { $least } et { $most }. Valeur usuelle : { $usual }.
network-letters-title = Courriels
network-letters-lead = Quels courriels partent, et combien. Un courriel dont personne ne peut se passer ne s’arrête pas.
network-letters-all = Les courriels du réseau
network-letters-hint = Les nombres comptent les 30 derniers jours.
network-letters-letter = Courriel
network-letters-state = État
network-letters-sent = Partis
network-letters-waiting = En attente
network-letters-failed = Non livrés
network-letters-arreter = Arrêter
network-letters-reprendre = Reprendre
network-letters-state-on = Actif
network-letters-state-off = Arrêté
network-letters-state-always = Toujours actif
network-nights-title = L’effacement, nuit par nuit
network-nights-hint = Chaque nuit laisse une ligne signée : ce qui a été effacé, sans aucun nom.
network-nights-night = Nuit du
network-nights-state = État
network-nights-identities = Identités effacées
network-nights-lines = Lignes supprimées
network-nights-accounts = Comptes fermés ou vidés
network-nights-well = En ordre
network-nights-overdue = En retard
network-nights-forged = Signature fausse

flash-network-saved = Les réglages sont enregistrés. Ils valent dès maintenant.
flash-network-letter-off = Ce courriel ne part plus.
flash-network-letter-on = Ce courriel part de nouveau.

term-unit-opening-hours = { $count ->
    [one] { $count } heure d’ouverture
   *[other] { $count } heures d’ouverture
  }
term-unit-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
  }
term-unit-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
  }
term-unit-percent = { $count } % du délai
term-unit-attempts = { $count ->
    [one] { $count } structure
   *[other] { $count } structures
  }

term-answer-u0 = Une structure répond, sans date proche
term-answer-u1 = Une structure répond, date dans les deux semaines
term-answer-u2 = Une structure répond, urgent
term-first-reminder = Premier rappel
term-second-reminder = Deuxième et dernier rappel
term-urgent = Urgent sans réponse : la coordination est appelée
term-contact-u0 = Premier contact, sans date proche
term-contact-u1 = Premier contact, date dans les deux semaines
term-contact-u2 = Premier contact, urgent
term-coordinator-u0 = La coordination agit, sans date proche
term-coordinator-u1 = La coordination agit, date dans les deux semaines
term-coordinator-u2 = La coordination agit, urgent
term-pause-u0 = Les questions arrêtent le délai, sans date proche
term-pause-u1 = Les questions arrêtent le délai, date dans les deux semaines
term-pause-u2 = Les questions arrêtent le délai, urgent
term-held = Relecture de l’envoi d’une nouvelle structure
term-review-answer = Une structure dit où en est l’aide
term-failures-told = La coordination est avertie après
term-waitlist-days = Liste d’attente : demander des nouvelles après
term-progress-days = Aide en cours : demander des nouvelles après
term-reopen-days = Une orientation terminée peut être rouverte pendant
term-mistake-hours = Une erreur d’envoi peut être annulée pendant
term-draft-days = Un brouillon est gardé
term-erase-closed-days = L’identité est effacée après la fin
term-erase-created-days = L’identité est effacée au plus tard après
term-erase-withdrawn-hours = L’identité est effacée après un arrêt

field-error-not-after = Le deuxième rappel vient après le premier. Écrivez un nombre plus grand.
field-error-more-urgent = Plus c’est urgent, plus le délai est court. Écrivez un nombre plus petit.
field-error-network-required = Écrivez le nom du réseau.

letter-name-ask-partner = Une personne attend votre réponse
letter-name-remind-partner = Rappel avant la fin du délai
letter-name-ask-review = Où en est l’aide ?
letter-name-send-contact = Le contact de la personne, après un oui
letter-name-tell-partner-withdrawn = Une demande est retirée
letter-name-tell-partner-information = Réponse à une question
letter-name-tell-partner-resumed = Une question reste sans réponse
letter-name-ask-confirm = Vos offres sont-elles toujours justes ?
letter-name-tell-reports = Une erreur est signalée
letter-name-tell-sender = Une orientation a besoin de vous
letter-name-tell-cancelled-stop = Un passage est annulé
letter-name-tell-person = Du nouveau pour vous
letter-name-tell-coordinators = La coordination est appelée
letter-name-invitation = Invitation à ouvrir un compte
letter-name-tell-reporter = Réponse à un signalement
letter-name-tell-need = Réponse à un besoin noté
letter-name-tell-proposal = Réponse à une proposition
letter-reader-partner = aux structures
letter-reader-sender = aux guichets
letter-reader-person = à la personne
letter-reader-coordinator = à la coordination
letter-reader-account = à un compte
letter-reader-visitor = à qui a signalé

about-transparency-terms = Les délais du réseau
about-transparency-terms-text = Voici les délais que le réseau a décidés. Une heure d’ouverture compte pendant les heures du réseau ; dix font un jour ouvré.
