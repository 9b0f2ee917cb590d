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
offers-stop = Arrêt { $stop }
offers-place-step-free-yes = Entrée sans marche : oui
offers-place-step-free-no = Entrée sans marche : non
offers-place-step-free-unknown = Entrée sans marche : inconnu
offers-place-toilet-yes = Toilettes accessibles en fauteuil roulant : oui
offers-place-toilet-no = Toilettes accessibles en fauteuil roulant : non
offers-place-toilet-unknown = Toilettes accessibles en fauteuil roulant : inconnu
offers-place-computers-yes = Ordinateurs gratuits : oui
offers-place-computers-no = Ordinateurs gratuits : non
offers-place-computers-unknown = Ordinateurs gratuits : inconnu
offers-place-wifi-yes = Wi-Fi gratuit : oui
offers-place-wifi-no = Wi-Fi gratuit : non
offers-place-wifi-unknown = Wi-Fi gratuit : inconnu
offers-place-printing-yes = Imprimer et scanner : oui
offers-place-printing-no = Imprimer et scanner : non
offers-place-printing-unknown = Imprimer et scanner : inconnu
offers-more-places = Autres lieux
offers-places-left = { $count ->
    [one] Et encore un autre lieu : demandez par téléphone.
   *[other] Et encore { $count } autres lieux : demandez par téléphone.
  }
offers-with-appointment = Sur rendez-vous.
offers-without-appointment = Sans rendez-vous.
offers-closed-on-holidays = Fermé les jours fériés.

offers-fact-themes = Pour quoi
offers-fact-kind = Quelle aide
offers-fact-cost = Prix
offers-fact-audience = Pour qui
offers-fact-conditions = Conditions
offers-fact-languages = Langues
offers-fact-access = Comment venir
offers-fact-how = Comment cela se passe
offers-fact-adjustments = Accueil adapté
offers-fact-anonymous = Votre nom
offers-fact-who = Qui peut demander
offers-fact-coverage = Où habiter
offers-fact-itinerance = Lieu
offers-fact-dates = Période
offers-fact-promise = Délai
offers-fact-programmes = Programmes
offers-anonymous-yes = Vous n’avez pas à donner votre nom
offers-anonymous-no = On vous demandera votre nom
offers-coverage-anywhere = Pas de condition connue
offers-coverage-communes = Seulement pour certaines communes : demandez par téléphone
offers-coverage-more = { $count ->
    [one] { $communes } et une autre commune
   *[other] { $communes } et { $count } autres communes
  }
offers-ages = de { $from } à { $to } ans
offers-age-from = dès { $from } ans
offers-age-to = jusqu’à { $to } ans
offers-itinerant = Se déplace : les dates et les lieux changent
offers-dates-between = du { $from } au { $until }
offers-dates-from = depuis le { $from }
offers-dates-until = jusqu’au { $until }
offers-promise = { $days ->
    [one] Réponse à une orientation en un jour ouvrable
   *[other] Réponse à une orientation en { $days } jours ouvrables
  }
offers-label = { $name } ({ $details })
offers-label-by = donné par { $by }
offers-verified-by = Vérifié { $how } le { $date } par : { $by }

offers-checks = Les dernières vérifications
offers-check = { $date }, { $how } : { $result }
offers-check-by = { $date }, { $how } ({ $by }) : { $result }
check-result-confirmed = tout est juste
check-result-corrected = fiche corrigée
check-result-no-longer-offered = offre arrêtée
offers-human = Parler à quelqu’un
offers-human-helpdesk = Appelez la ligne d’aide du réseau : { $phone }. Une personne se renseigne pour vous.
offers-book = Prendre rendez-vous en ligne
offers-trust = Ces informations
offers-website = Site de la structure
offers-labels = Labels et réseaux
offers-contact = Demandez { $name }
offers-report = Signaler une erreur
offers-report-phone = ou dites-le par téléphone : { $phone }.
offers-calendar = Mettre dans un agenda
offers-data = Ces données pour un programme (JSON)
offers-alert = À savoir avant de venir
offers-source = Source :
