# The closed lists of referrals, in words. A key is the name of the list and the word of the
# program, with hyphens.

# How soon.
urgency-u0 = Pas de date proche
urgency-u1 = Une date dans les deux semaines
urgency-u2 = Une date dans les trois jours, un retard, ou une arnaque en cours

# How the person wants to be reached.
channel-phone = Par téléphone
channel-sms = Par SMS
channel-email = Par courriel
channel-letter = Par lettre
channel-via-mediator = Par la médiation
channel-comes-back = La personne repasse au guichet
channel-counter = La personne va à la structure

# How something was learned.
learned-web = sur le site
learned-mail-link = par le lien du courriel
learned-phone = par téléphone
learned-visit = sur place
learned-letter = par lettre
learned-system = automatiquement

# Where a referral stands.
referral-state-draft = Brouillon
referral-state-held = En relecture
referral-state-open = En cours
referral-state-completed = Terminée
referral-state-closed-without-help = Close sans solution
referral-state-withdrawn = Arrêtée
referral-state-duplicate = Doublon
referral-state-entered-in-error = Annulée (erreur)

# Where an attempt stands.
attempt-state-sent = Attend une réponse
attempt-state-info-requested = Une question est posée
attempt-state-waitlisted = Liste d’attente
attempt-state-accepted = Acceptée
attempt-state-in-progress = Aide en cours
attempt-state-no-show = Rendez-vous manqué
attempt-state-completed = Aide terminée
attempt-state-declined = Refusée
attempt-state-lapsed = Sans réponse
attempt-state-unreachable = Personne non jointe
attempt-state-withdrawn = Retirée

# Why an organization says no.
decline-full = Complet
decline-waiting-too-long = Trop d’attente
decline-outside-area = Hors de notre territoire
decline-audience-not-served = Public que nous n’accueillons pas
decline-language-not-available = Langue que nous ne parlons pas
decline-accessibility-not-possible = Accès impossible pour cette personne
decline-offer-ended = L’offre n’existe plus
decline-wrong-offer = Ce n’est pas la bonne offre
decline-incomplete-information = Il manque des informations
decline-other = Autre raison

# Why the person stops.
person-reason-changed-mind = La personne a changé d’avis
person-reason-found-elsewhere = La personne a trouvé ailleurs
person-reason-need-solved = Le besoin est réglé
person-reason-could-not-travel = C’est trop loin ou difficile d’accès
person-reason-timing = L’horaire ne convient pas
person-reason-cost = C’est trop cher
person-reason-afraid-or-no-trust = La personne n’a pas confiance
person-reason-other = Autre raison

# What came of the help.
outcome-helped-fully = Besoin réglé
outcome-helped-partly = Besoin réglé en partie
outcome-informed-only = Information donnée
outcome-equipment-provided = Matériel remis
outcome-course-started = Cours commencé
outcome-course-finished = Cours terminé
outcome-autonomy-gained = La personne sait faire seule

# What the person says about the help.
helped-yes = Oui, cela a aidé
helped-partly = En partie
helped-no = Non, cela n’a pas aidé

# Why a referral ends without help.
closure-no-offer-exists = Aucune offre n’existe
closure-capacity = Plus de place nulle part
closure-eligibility = Conditions non remplies
closure-unreachable = Personne impossible à joindre
closure-person-stopped = La personne a arrêté
closure-other = Autre raison

# What the network lacked.
unmet-no-offer = Aucune offre
unmet-full = Tout est complet
unmet-wait-too-long = Attente trop longue
unmet-too-far = Trop loin
unmet-hours = Horaires
unmet-language = Langue
unmet-adjustment = Aménagement
unmet-cost = Prix
unmet-conditions = Conditions
unmet-person-refused = La personne ne veut pas
unmet-no-answer = Aucune réponse
unmet-unknown = Cause inconnue

# What an organization asks the sender.
question-need = Quel est exactement le besoin ?
question-availability = Quand la personne est-elle disponible ?
question-contact = Comment joindre la personne ?
question-language = Quelle langue parle la personne ?
question-conditions = La personne remplit-elle nos conditions ?
question-equipment = Quel appareil la personne a-t-elle ?
question-other = Autre question

# How the person agreed, and to whom.
consent-mode-oral = Oralement
consent-mode-written = Par écrit (message ou lettre)
consent-mode-signed = Avec une signature
consent-scope-named = Seulement ces structures
consent-scope-any-partner = N’importe quelle structure du réseau, pour ce besoin

# How the mediator hands the person over.
handover-three-way-call = Appel à trois
handover-accompanied = J’accompagne la personne
handover-booked-together = Rendez-vous pris ensemble
handover-sent = J’envoie la demande
handover-card = La personne y va avec sa feuille

# Who has to act.
owner-organization = La structure
owner-account = Une personne de la coordination
owner-pool = La coordination

# What somebody is told.
news-asked = La structure est prévenue
news-info-requested = La structure pose une question
news-pause-over = La question est restée sans réponse
news-waitlisted = La personne est sur une liste d’attente
news-still-waiting = La personne est toujours sur la liste d’attente
news-accepted = La structure a dit oui
news-in-progress = L’aide a commencé
news-no-show = La personne n’est pas venue au rendez-vous
news-declined = La structure ne peut pas aider
news-lapsed = La structure n’a pas répondu
news-unreachable = La structure n’a pas pu joindre la personne
news-with-coordinators = La coordination cherche une solution
news-new-agreement-needed = Il faut un nouvel accord de la personne
news-returned = L’orientation vous revient
news-reopened = L’orientation est rouverte
news-completed = L’aide est terminée
news-closed-without-help = Le réseau n’a pas trouvé de solution
news-withdrawn = L’orientation est arrêtée
news-duplicate = L’orientation existait déjà
news-entered-in-error = L’orientation est annulée

# Why the coordinators are told.
why-held = Un envoi attend votre relecture
why-second-failure = Deux structures n’ont pas pu aider
why-nobody-left = Plus aucune structure à demander
why-urgent-unanswered = Urgent, et toujours sans réponse
why-urgent-waitlisted = Urgent, et sur liste d’attente
why-letter-not-delivered = La lettre à la structure n’est pas arrivée : appelez-la
why-no-contact = Acceptée, mais la personne n’a pas été contactée
why-no-review = La structure ne donne plus de nouvelles
why-person-stopped = La personne ne veut plus de cette aide
why-person-says-helped = La personne dit que c’est réglé
why-person-not-helped = La personne dit que cela n’a pas aidé
why-reopened = Une orientation est rouverte
why-reassigned = Une orientation vous est confiée
why-second-coordinator = Le délai de la coordination est passé

# Who did something, when no name is known.
actor-visitor = Quelqu’un
actor-mediator = La médiation
actor-partner = La structure
actor-coordinator = La coordination
actor-admin = L’administration
actor-privacy-officer = La protection des données
actor-answer-link = La structure
actor-person = La personne
actor-system = Le système

# What happened. $who is a name or one of the texts above; $organization is who was asked.
event-create = { $who } a préparé l’orientation
event-send = { $who } a envoyé l’orientation au réseau
event-hold = { $who } a envoyé l’orientation. La coordination la relit d’abord
event-release = { $who } a relu l’orientation et la laisse partir
event-return = { $who } a rendu l’orientation à la médiation
event-record-consent = { $who } a noté un nouvel accord de la personne
event-ask = La demande est partie à { $organization }
event-accept = { $organization } a dit oui
event-waitlist = { $organization } a mis la personne sur une liste d’attente
event-ask-information = { $organization } pose une question
event-give-information = { $who } a répondu à la question de { $organization }
event-resume = La question est restée sans réponse. Le délai de { $organization } reprend
event-remind = Un rappel est parti à { $organization }
event-review = Le réseau a demandé des nouvelles à { $organization }
event-decline = { $by ->
    [person] La personne ne veut pas de l’aide de { $organization }
   *[other] { $organization } ne peut pas aider
  }
event-lapse = { $organization } n’a pas répondu à temps
event-record-contact = { $organization } a pris contact avec la personne
event-record-no-show = La personne n’est pas venue au rendez-vous chez { $organization }
event-record-unreachable = { $organization } n’a pas pu joindre la personne
event-complete = { $organization } a terminé son aide
event-take = { $who } s’en occupe pour la coordination
event-reassign = { $who } a changé qui s’en occupe
event-escalate = La coordination est alertée
event-reroute = { $who } a choisi une autre structure
event-say-helped = { $by ->
    [person] La personne a dit si cela l’a aidée
   *[other] { $who } a noté ce que la personne dit de l’aide
  }
event-close-without-help = { $who } a clos l’orientation sans solution. Le besoin est compté comme non couvert
event-withdraw = { $by ->
    [person] La personne a tout arrêté
   *[other] { $attempt ->
        [yes] La demande à { $organization } est retirée
       *[no] { $who } a arrêté l’orientation
      }
  }
event-mark-duplicate = { $who } a signalé un doublon
event-mark-entered-in-error = { $who } a annulé l’orientation : c’était une erreur
event-expire = Le brouillon a été fermé : personne ne l’a envoyé
event-reopen = { $who } a rouvert l’orientation
event-open-identity = { $who } a affiché le nom et le contact de la personne
event-erase = Le nom et le contact de la personne sont effacés

# Why somebody looks at who the person is.
opening-contact-person = Pour joindre la personne
opening-verify-need = Pour vérifier sa demande
opening-correct-details = Pour corriger ses données
opening-other = Pour une autre raison

# Who has to act now.
ball-draft-own = C’est à votre structure d’envoyer l’orientation.
ball-draft = { $who } doit envoyer l’orientation.
ball-held = La coordination relit l’orientation avant l’envoi.
ball-sent = { $who } doit répondre.
ball-info-requested = { $who } a posé une question. C’est à vous de répondre.
ball-waitlisted = { $who } prévient quand une place se libère.
ball-accepted = { $who } a dit oui et doit contacter la personne.
ball-in-progress = { $who } aide la personne.
ball-no-show = { $who } doit recontacter la personne : elle n’est pas venue.
ball-coordinators = La coordination cherche une solution. Vous n’avez rien à faire.
ball-coordinator = { $who } cherche une solution pour la coordination. Vous n’avez rien à faire.
ball-closed = Il n’y a plus rien à faire.
