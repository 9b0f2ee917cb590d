# The navigation, the roles, and what the next page says after a change.

nav-search = Chercher une offre
nav-code = J’ai un code
nav-mediation = Mes orientations
nav-inbox = Ma structure
nav-queue = Coordination
nav-import = Importer
nav-accounts = Comptes

role-mediator = Médiation
role-partner = Structure partenaire
role-coordinator = Coordination
role-admin = Administration
role-privacy-officer = Protection des données


flash-signed-out = Vous êtes déconnecté.
flash-account-ready = Votre compte est prêt. Vous pouvez commencer.
flash-referral-sent = C’est envoyé. Imprimez maintenant cette feuille pour la personne.
flash-referral-held = C’est enregistré. La coordination relit votre envoi, puis la structure est prévenue. Imprimez cette feuille pour la personne.
flash-referral-withdrawn = L’orientation est arrêtée. La structure est prévenue. Le nom et le contact seront effacés.
flash-information-given = Votre réponse est partie. La structure continue.
flash-sending-undone = L’envoi est annulé. Rien n’est parti. Vous pouvez corriger et envoyer de nouveau.
flash-form-kept = C’est gardé. Reprenez le formulaire quand vous voulez.
flash-form-forgotten = Le formulaire est effacé.
flash-form-waits = Votre session est terminée. Votre formulaire est gardé : connectez-vous, il revient.
flash-referral-in-error = L’orientation est annulée. Elle ne compte pas dans les chiffres.
flash-card-replaced = La nouvelle feuille est prête. Imprimez-la et jetez l’ancienne.
flash-handout-counted = C’est compté. Vous pouvez imprimer la feuille.
