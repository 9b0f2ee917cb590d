# Keeping the directory tidy: duplicates, proposals, changes, members.

coordination-nav-duplicates = Doublons
coordination-nav-moderation = À relire
coordination-nav-changes = Changements
coordination-nav-members = Structures

object-kind-organization = Structures
object-kind-place = Lieux
object-kind-offer = Offres
object-kind-one-organization = Structure
object-kind-one-place = Lieu
object-kind-one-offer = Offre

duplicates-title = Doublons possibles
duplicates-lead = Ces fiches se ressemblent. Vous décidez : rien n’est fusionné tout seul.
duplicates-kinds = Genre de fiche
duplicates-count = { $count ->
    [0] Aucune paire à regarder
    [one] Une paire à regarder
   *[other] { $count } paires à regarder
  }
duplicates-why = Ressemblance : { $points } sur 100
duplicates-same = C’est la même chose
duplicates-different = Ce n’est pas la même chose
duplicates-none = Rien à regarder
duplicates-none-text = Aucune fiche ne ressemble assez à une autre.
duplicates-merged = Fusions récentes
duplicates-merged-lead = Une fusion s’annule pendant 90 jours.
duplicates-merged-line = « { $absorbed } » a rejoint « { $kept } ».
duplicates-merged-who = Par { $who }, { $moment }
duplicates-undo = Annuler la fusion

likeness-same-identifier = Même numéro officiel
likeness-same-legal-body = Même entreprise, autre établissement
likeness-same-name = Même nom
likeness-alike-name = Noms proches
likeness-same-address = Même adresse
likeness-same-street = Même rue
likeness-same-building = Même bâtiment
likeness-near = Au même endroit sur la carte
likeness-same-locality = Même localité
likeness-same-phone = Même téléphone
likeness-same-email = Même courriel
likeness-same-website = Même site
likeness-same-organization = Même structure
likeness-same-place = Même lieu
likeness-same-kind = Même sorte d’aide
likeness-same-themes = Mêmes besoins
likeness-other-identifier = Contre : numéros officiels différents
likeness-other-kind = Contre : autre sorte d’aide
likeness-far = Contre : loin l’un de l’autre
likeness-other-name = Contre : noms différents

merge-title = Fusionner deux fiches
merge-lead = Choisissez ce que la fiche commune doit dire.
merge-back = Doublons possibles
merge-stays = Reste
merge-goes = Rejoint l’autre
merge-swap = Garder plutôt celle-ci
merge-fields = Ce qui diffère
merge-fields-lead = En premier, ce que dit la fiche qui reste.
merge-what-organization = Ses offres, ses comptes et ses demandes passent à la structure qui reste. Son ancienne adresse y mène.
merge-what-place = Les offres données là passent au lieu qui reste.
merge-what-offer = L’autre offre n’est plus affichée. Son adresse mène à celle qui reste. Les demandes en cours continuent.
merge-undo = Vous pouvez annuler pendant 90 jours.
merge-go = Fusionner
merge-stale = Une des fiches a changé entre-temps
merge-stale-text = Rien n’est fusionné. Vos choix sont gardés : regardez encore une fois, puis fusionnez.
merge-refused-title = Ce n’est pas possible
merge-refused-text = Rien n’a changé.
field-error-merge-same = Ce sont deux fois la même fiche.
field-error-merge-absorbed = Une de ces fiches a déjà été fusionnée avec une autre.
field-error-merge-merged-since = La fiche qui reste a elle-même été fusionnée depuis. Annulez d’abord cette fusion plus récente.
field-error-merge-too-late = Cette fusion date de plus de 90 jours. Elle ne s’annule plus.
field-error-merge-undone-before = Cette fusion est déjà annulée.

moderation-title = Changements à relire
moderation-lead = Ces changements attendent votre accord avant d’être affichés.
moderation-count = { $count ->
    [0] Rien n’attend
    [one] Un changement attend
   *[other] { $count } changements attendent
  }
moderation-said = Proposé par { $who }, { $organization }, { $moment }
moderation-change = { $before } → { $after }
moderation-more = { $count ->
    [one] et un autre champ
   *[other] et { $count } autres champs
  }
moderation-accept = Accepter
moderation-refuse = Refuser
moderation-message = Message à la personne qui propose
moderation-message-hint = Dites pourquoi, et ce qu’elle peut faire. Elle le reçoit par courriel.
moderation-refuse-go = Refuser et envoyer
moderation-none = Tout est relu
moderation-none-text = Les autres changements des structures s’affichent tout de suite.
field-error-message-required = Écrivez pourquoi vous refusez.
field-error-message-too-long = Le message a 1000 signes au plus.

changes-title = Changements
changes-lead = Ce que d’autres ont changé depuis le { $day }.
changes-since = Depuis le
changes-show = Afficher
changes-count = { $count ->
    [0] Aucun changement
    [one] Un changement
   *[other] { $count } changements
  }
changes-nobody = Sans structure
changes-said = Par { $who }, { $how }, { $moment }
changes-first = Nouvelle fiche.
changes-confirmed = Tout a été confirmé, sans changement.
changes-undone = Annulé
changes-undo = Annuler ce changement
changes-none = Rien n’a changé
changes-none-text = Choisissez une date plus ancienne pour voir plus loin.
changes-cut = Ce sont les { $count } changements les plus récents. Choisissez une date plus récente, ou ouvrez l’historique d’une fiche.
changes-merged = « { $absorbed } » a rejoint « { $kept } », par { $who }
changes-imports = Imports
changes-imported = { $name }, { $moment } : { $added } nouvelles, { $changed } changées, { $protected } gardées
changes-merges-link = Voir ou annuler les fusions
changes-stale = Ce changement ne s’annule plus
changes-stale-text = Les mêmes champs ont changé depuis. Annulez d’abord les changements plus récents.

members-title = Structures du réseau
members-lead = Qui tient ses fiches à jour, et qui n’est pas encore venu.
members-states = Où elles en sont
members-state-all = Toutes ({ $count })
members-state-invited = Invitées ({ $count })
members-state-silent = Silencieuses ({ $count })
members-state-never = Jamais invitées ({ $count })
members-state-active = Actives ({ $count })
member-state-invited = Invitée
member-state-silent = Silencieuse
member-state-never = Jamais invitée
member-state-active = Active
members-table = Structures
members-organization = Structure
members-state = État
members-seen = Dernière activité
members-not-seen = Aucune
members-partner = Partenaire
members-letters = { $count ->
    [one] Un courriel envoyé
   *[other] { $count } courriels envoyés
  }
members-letters-next = { $count ->
    [one] Un courriel envoyé, le prochain le { $day }
   *[other] { $count } courriels envoyés, le prochain le { $day }
  }
members-invite = Inviter
members-open = Ouvrir
members-invite-title = Inviter « { $name } »
members-invite-lead = La personne reçoit un courriel et choisit son mot de passe. Sans réponse, nous écrivons encore trois fois, toutes les deux semaines.
members-invite-name = Nom de la personne
members-invite-email = Son adresse de courriel
members-invite-go = Envoyer l’invitation
members-none = Aucune structure
members-none-text = Aucune structure n’est dans cet état.

flash-duplicates-dismissed = C’est noté. Cette paire n’est plus proposée.
flash-duplicates-merged = Les deux fiches n’en font plus qu’une.
flash-duplicates-undone = La fusion est annulée.
flash-moderation-decided = C’est décidé. La personne qui propose est prévenue.
flash-changes-undone = Le changement est annulé.
flash-members-invited = L’invitation est partie.
flash-workspace-waiting = C’est noté. La coordination relit ce changement avant qu’il s’affiche.

letter-tell-proposal-subject = { $network } : votre changement
letter-tell-proposal-accepted = Votre changement de « { $offer } » est accepté. Il est affiché.
letter-tell-proposal-refused = Votre changement de « { $offer } » n’est pas accepté. La fiche reste comme avant.
letter-tell-proposal-refused-new = La structure « { $offer } » que vous avez proposée n’est pas ajoutée à l’annuaire.
letter-tell-proposal-replaced = Un changement plus récent de « { $offer } » a pris la place du vôtre.
letter-tell-proposal-waiting = Votre changement de « { $offer } » attend encore.
letter-tell-proposal-why = Ce que la coordination vous écrit :
letter-tell-proposal-open = Ouvrir vos fiches
