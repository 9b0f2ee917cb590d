# What only a demonstration shows.

demo-letters-title = Courriels de la démonstration
demo-letters-lead = Rien ne quitte cette machine. Voici les courriels qui seraient partis. Celui d’une nouvelle orientation arrive après une minute, le temps de pouvoir annuler.
demo-letters-caption = Du plus récent au plus ancien
demo-letters-subject = Objet
demo-letters-to = À
demo-letters-when = Quand
demo-letters-none = Aucun courriel pour l’instant
demo-letters-none-text = Faites une orientation : le courriel à la structure arrive ici après une minute, le temps de pouvoir annuler.
demo-letter-title = Courriel
demo-letter-html = Voir la version mise en page
