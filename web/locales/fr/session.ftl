# Signing in, and following an invitation.

session-show-title = Se connecter
session-show-lead = Pour les personnes qui travaillent dans le réseau. Pour chercher une offre, il ne faut pas de compte.
session-show-search = Chercher une offre sans compte
session-show-email = Adresse de courriel
session-show-password = Mot de passe
session-show-post = Sur quel ordinateur êtes-vous ?
session-show-post-shared = Un poste partagé
session-show-post-shared-hint = La session se ferme après 10 minutes sans activité, et au plus tard après une heure.
session-show-post-own = Mon poste personnel
session-show-post-own-hint = La session se ferme après 30 minutes sans activité, et au plus tard après 10 heures.
session-show-go = Se connecter
session-show-forgotten = Mot de passe oublié ? Demandez une nouvelle invitation à la personne qui gère les comptes de votre réseau, ou appelez la ligne d’aide.
session-show-demo-title = Comptes de démonstration
session-show-demo-lead = Tout est inventé. Le mot de passe de chaque compte est : { $password }

session-invited-title = Choisir votre mot de passe
session-invited-lead = Bonjour { $name }. Choisissez un mot de passe pour votre compte.
session-invited-email = Votre adresse de connexion :
session-invited-password = Mot de passe
session-invited-password-hint = Au moins 12 caractères. Trois ou quatre mots qui ne vont pas ensemble sont faciles à retenir.
session-invited-go = Enregistrer et commencer
