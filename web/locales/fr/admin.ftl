# Accounts: who has one, inviting, closing.

admin-list-title = Comptes
admin-list-lead = Chacun entre avec son propre compte. Fermer un compte met fin aussitôt à ses sessions.
admin-list-accounts = Qui a un compte
admin-list-name = Nom
admin-list-role = Rôle
admin-list-state = État
admin-list-active = Actif
admin-list-invited = Invité
admin-list-disabled = Fermé
admin-list-last = vu { $moment }
admin-list-disable = Fermer
admin-invite-title = Inviter quelqu’un
admin-invite-lead = La personne reçoit un courriel et choisit elle-même son mot de passe. L’invitation vaut sept jours.
admin-invite-name = Nom
admin-invite-email = Adresse de courriel
admin-invite-role = Rôle
admin-invite-organization = Structure
admin-invite-organization-hint = Obligatoire pour la médiation et les structures partenaires.
admin-invite-none = Aucune
admin-invite-go = Envoyer l’invitation

flash-admin-invited = L’invitation est partie.
flash-admin-disabled = Le compte est fermé.
