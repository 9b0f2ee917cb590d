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
flash-referral-sent = C’est envoyé. Imprimez maintenant la feuille pour la personne.
flash-referral-held = C’est enregistré. La coordination relit votre envoi, puis la structure est prévenue. Imprimez la feuille pour la personne.
flash-referral-withdrawn = L’orientation est arrêtée. La structure est prévenue. Le nom et le contact seront effacés.
flash-information-given = Votre réponse est partie. La structure continue.
flash-referral-in-error = L’orientation est annulée. Elle ne compte pas dans les chiffres.
flash-card-replaced = La nouvelle feuille est prête. Imprimez-la et jetez l’ancienne.
flash-handout-counted = C’est compté. Vous pouvez imprimer la feuille.
