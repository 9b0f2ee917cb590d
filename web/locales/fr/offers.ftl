# The page of one offer.

offers-title = Offre
offers-back = Chercher une autre offre
offers-to-confirm = Cette offre est à confirmer
offers-to-confirm-text = Appelez avant d’y aller ou d’envoyer quelqu’un : { $verified }.
offers-when = Quand et où
offers-next = Prochaines dates
offers-about = En détail
offers-bring = À apporter
offers-facts = L’essentiel
offers-hours = Horaire de la semaine
offers-map = Voir sur une carte (OpenStreetMap)
offers-accessibility = Accès au lieu, en détail
offers-hidden-place = { $town } : l’adresse est donnée par téléphone
offers-stop = arrêt { $stop }
offers-has-computers = ordinateurs en libre accès
offers-has-printing = imprimante et scanner
offers-has-wifi = Wi-Fi gratuit
offers-with-appointment = Sur rendez-vous.
offers-without-appointment = Sans rendez-vous.
offers-closed-on-holidays = Fermé les jours fériés.

offers-fact-themes = Pour quoi
offers-fact-kind = Quelle aide
offers-fact-cost = Prix
offers-fact-audience = Pour qui
offers-fact-languages = Langues
offers-fact-access = Comment venir
offers-fact-how = Comment cela se passe
offers-fact-adjustments = Accueil adapté
offers-fact-anonymous = Votre nom
offers-fact-who = Qui peut demander
offers-fact-coverage = Où habiter
offers-fact-programmes = Programmes
offers-anonymous-yes = Vous n’avez pas à donner votre nom
offers-anonymous-no = On vous demandera votre nom
offers-coverage-communes = Seulement pour certaines communes : demandez par téléphone

offers-human = Parler à quelqu’un
offers-human-helpdesk = Appelez la ligne d’aide du réseau : { $phone }. Une personne se renseigne pour vous.
offers-book = Prendre rendez-vous en ligne
offers-trust = Ces informations
offers-website = Site de la structure
offers-error = Une erreur ? Dites-le à la ligne d’aide : { $phone }.
offers-source = Source :
