# Figures of the network: indicators, one's own figures.

figures-title = Indicateurs
figures-lead = Ce que le réseau fait pour les personnes, chiffre par chiffre. Chaque indicateur a sa définition et sa version.
coordination-nav-figures = Indicateurs
figures-nav-label = Pages des chiffres
figures-nav-queue = À vous de jouer
figures-nav-indicators = Indicateurs
figures-nav-charts = Graphiques
figures-nav-coverage = Couverture
figures-nav-report = Rapport annuel
figures-nav-observatory = Observatoire public
figures-back = Tous les indicateurs
figures-ask-from = Du
figures-ask-until = Au
figures-ask-theme = Besoin
figures-ask-commune = Commune
figures-ask-language = Langue parlée
figures-ask-channel = Moyen de contact
figures-ask-sender = Structure qui oriente
figures-ask-partner = Structure sollicitée
figures-ask-all = Tout
figures-ask-more = Autres filtres
figures-ask-go = Afficher
figures-period = Du { $from } au { $until }
figures-today = Aujourd’hui
figures-compared = Comparé à la période de même durée, juste avant : { $before }.
figures-overview = Indicateurs
figures-detail = Chiffres
figures-head-indicator = Indicateur
figures-head-figure = Chiffre
figures-head-value = Valeur
figures-head-behind = Ce qui est compté
figures-head-before = Période d’avant
figures-head-change = Écart
figures-head-theme = Besoin
figures-head-own = Votre structure
figures-head-median = Médiane du réseau
figures-head-count = Nombre
figures-total = Total
figures-other-themes = Autres besoins
figures-other-communes = Autres communes ou non précisé
figures-other-languages = Autres langues
figures-other-channels = Autres moyens
figures-csv = Télécharger (CSV)
figures-xlsx = Télécharger (Excel)
figures-rule = Le signe « – » remplace tout chiffre qui repose sur moins de 5 cas. Les durées sont comptées en heures d’ouverture du réseau : un jour ouvré a dix heures. Les doublons et les erreurs ne comptent pas.
figures-not-collected = Pas encore collectés
figures-not-collected-text = Ces indicateurs attendent que le réseau collecte les données.
figures-not-yet = Pas encore collecté
figures-not-yet-text = Le réseau ne collecte pas encore ces données. Dès qu’il le fera, les chiffres seront ici.
figures-how = Comment c’est compté
figures-fact-formula = Formule
figures-fact-denominator = Sur combien
figures-fact-exclusions = Ce qui ne compte pas
figures-fact-version = Version
figures-fact-direction = Lecture
figures-version = Version { $version } de la formule
figures-lower = Plus le chiffre est bas, mieux c’est.
figures-higher = Plus le chiffre est haut, mieux c’est.
figures-time-minutes = { $count } min
figures-time-hours = { $hours } h { $minutes }
figures-time-days = { $count ->
    [1] 1 jour ouvré
   *[other] { $count } jours ouvrés
  }
figures-behind-times = 9 sur 10 en { $p90 } ; { $count } cas
figures-behind-share = sur { $count }
figures-behind-cases = { $count } cas
figures-change-none = stable
figures-change-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
  }
figures-of-group = { $figure } : { $group }
figures-group-french = parlent français
figures-group-other-language = parlent une autre langue
figures-group-phone-only = joignables par téléphone seulement
figures-group-other-channel = joignables autrement

field-error-au-before-start = La fin vient avant le début. Changez une des deux dates.
field-error-unknown-organization = Aucune structure ne porte ce nom. Écrivez-le comme sur sa fiche.
field-error-commune-unknown = Nous ne connaissons pas cette commune. Écrivez son nom ou son numéro postal.

figures-own-title = Vos chiffres
figures-own-lead = Les douze derniers mois de votre structure, à côté de la médiane du réseau. Vous seul voyez vos chiffres ; la coordination les voit aussi.
figures-own-back = Votre structure
figures-own-table = Comment votre structure répond
figures-own-few = moins de 5 cas
figures-own-median = La médiane est la valeur du milieu : une moitié des structures fait plus, l’autre moins. Elle n’apparaît que si au moins 5 structures ont chacune 5 cas.
figures-own-hidden = Le signe « – » remplace tout chiffre qui repose sur moins de 5 cas.
figures-own-opening = Les durées sont comptées en heures d’ouverture du réseau : un jour ouvré a dix heures.
ind-02-own = de la demande à votre première réponse, médiane
ind-03-own = demandes restées sans réponse dans le délai
ind-05-own = réponses qui sont un oui
ind-07-own = de votre oui au premier contact avec la personne, médiane

ind-01-name = Volume
ind-01-definition = Le nombre de demandes remises au réseau, et de feuilles données sans rien noter de la personne.
ind-01-formula = Nombre d’orientations remises au réseau pendant la période ; nombre de feuilles d’information données pendant la période.
ind-01-denominator = Aucun : ce sont des nombres. Une personne peut avoir plusieurs orientations.
ind-01-exclusions = Brouillons, doublons, erreurs. Les feuilles ne suivent que la période, aucun autre filtre.
ind-01-referrals = Orientations
ind-01-handouts = Feuilles d’information

ind-02-name = Délai de première réponse
ind-02-definition = Combien de temps la première structure sollicitée met à répondre.
ind-02-formula = Première réponse (oui, non, liste d’attente ou question) moins envoi, en heures d’ouverture. Médiane, et délai dans lequel 9 sur 10 ont répondu.
ind-02-denominator = Les premières tentatives qui ont reçu une réponse à temps.
ind-02-exclusions = Les silences, même suivis d’une réponse tardive : ils sont dans IND-03. Ce qui attend encore.
ind-02-time = Délai, médiane

ind-03-name = Silences
ind-03-definition = La part des premières structures sollicitées qui laissent passer leur délai. Objectif : 10 % au plus.
ind-03-formula = Premières tentatives échues divisées par premières tentatives échues ou répondues.
ind-03-denominator = Les premières tentatives dont le délai est passé ou qui ont une réponse.
ind-03-exclusions = Ce qui attend encore ; ce qui a été retiré avant le délai.
ind-03-share = Part de silences

ind-04-name = Sans réponse
ind-04-definition = Les orientations dont personne n’a rien dit un jour ouvré après le dernier délai. Objectif : zéro.
ind-04-formula = Orientations sans mot d’une structure ni de la coordination, dix heures d’ouverture après le dernier délai.
ind-04-denominator = Toutes les orientations de la période.
ind-04-exclusions = Celles que la personne a arrêtées avant le délai.
ind-04-left = Restées sans réponse
ind-04-share = Part restée sans réponse

ind-05-name = Acceptation
ind-05-definition = La part des réponses qui sont un oui.
ind-05-formula = Tentatives acceptées divisées par tentatives répondues ; puis par toutes les tentatives envoyées.
ind-05-denominator = Toutes les tentatives répondues, puis toutes les tentatives envoyées.
ind-05-exclusions = Rien d’autre que les doublons et les erreurs. Un oui tardif compte.
ind-05-of-answered = Oui parmi les réponses
ind-05-of-sent = Oui parmi les demandes envoyées

ind-06-name = Relais vers une autre structure
ind-06-definition = La part des orientations passées à une deuxième structure, et combien y trouvent une place.
ind-06-formula = Orientations avec deux tentatives ou plus, divisées par toutes. Parmi elles, celles acceptées à partir de la deuxième. Nombre moyen de tentatives.
ind-06-denominator = Toutes les orientations ; pour la place trouvée, celles relayées ; pour la moyenne, celles où une structure a été sollicitée.
ind-06-exclusions = Rien d’autre que les doublons et les erreurs.
ind-06-rerouted = Relayées
ind-06-rescued = Place trouvée ailleurs
ind-06-attempts = Tentatives en moyenne

ind-07-name = Délai jusqu’au premier contact
ind-07-definition = Combien de temps après le oui la structure joint la personne.
ind-07-formula = Premier contact noté moins acceptation, en heures d’ouverture. Médiane, et délai pour 9 sur 10.
ind-07-denominator = Les tentatives acceptées dont le contact est noté.
ind-07-exclusions = Les contacts que personne n’a notés. La date de la venue n’est pas encore collectée.
ind-07-contact = Délai, médiane

ind-08-name = Venue et absence
ind-08-definition = La part des rendez-vous où la personne vient. La venue n’est pas encore notée.

ind-09-name = Boucle fermée à 60 jours
ind-09-definition = La part des orientations qui ont une issue en 60 jours. Objectif : 80 % au moins.
ind-09-formula = Orientations closes 60 jours au plus après leur remise, divisées par celles remises il y a 60 jours ou plus.
ind-09-denominator = Les orientations de la période remises il y a 60 jours ou plus.
ind-09-exclusions = Les orientations plus récentes : il est trop tôt pour juger.
ind-09-closed = Closes en 60 jours

ind-10-name = Besoin couvert
ind-10-definition = La part des orientations closes où la personne a reçu l’aide qu’elle cherchait.
ind-10-formula = Aidée, équipée, cours terminé ou autonomie gagnée, divisé par les orientations closes avec une issue connue. « En partie » est compté à part.
ind-10-denominator = Les orientations closes, avec ou sans aide.
ind-10-exclusions = Celles que la personne a arrêtées ; celles encore en cours.
ind-10-met = Couvert
ind-10-partly = Couvert en partie

ind-11-name = Besoins non couverts
ind-11-definition = Les besoins ouverts du registre à la fin de la période.
ind-11-formula = Besoins notés au plus tard le dernier jour et pas encore fermés ce jour-là.
ind-11-denominator = Aucun : ce sont des nombres.
ind-11-exclusions = Les besoins fermés. Langue, contact et structures ne filtrent pas le registre.
ind-11-open = Besoins ouverts

ind-12-name = Recherches sans offre
ind-12-definition = La part des recherches qui ne trouvent aucune offre vers laquelle orienter.
ind-12-formula = Recherches sans offre acceptant des orientations, divisées par toutes les recherches.
ind-12-denominator = Toutes les recherches de la période, du public et des guichets.
ind-12-exclusions = Rien. Aucun compte, aucune adresse et aucune heure ne sont gardés.
ind-12-without = Sans offre

ind-13-name = Fraîcheur des fiches
ind-13-definition = La part des offres publiées que quelqu’un a vérifiées depuis moins de six mois.
ind-13-formula = Offres vérifiées il y a 180 jours au plus, divisées par offres publiées. Âge médian en jours.
ind-13-denominator = Toutes les offres publiées aujourd’hui.
ind-13-exclusions = Les offres non publiées. Les visites-mystère ne sont pas encore collectées.
ind-13-fresh = Vérifiées depuis moins de 180 jours
ind-13-age = Âge médian, en jours

ind-14-name = Complétude des fiches
ind-14-definition = Le score moyen des fiches publiées, sur 100.
ind-14-formula = Moyenne des points de qualité : dix critères de même poids.
ind-14-denominator = Toutes les offres publiées aujourd’hui.
ind-14-exclusions = Les offres non publiées.
ind-14-points = Points sur 100, moyenne

ind-15-name = Couverture du territoire
ind-15-definition = Pour chaque commune et chaque besoin : une offre gratuite, proche et bientôt ouverte existe-t-elle ?
ind-15-formula = Couples commune et besoin avec une offre gratuite qui accepte des orientations, ouverte dans les 7 jours, à 1,5 km au plus du centre de la commune, divisés par tous les couples.
ind-15-denominator = Toutes les communes fois les neuf besoins.
ind-15-exclusions = La distance est à vol d’oiseau ; les transports publics ne sont pas encore comptés. L’aide par téléphone n’est pas comptée.
ind-15-covered = Couples couverts

ind-16-name = Pression sur les places
ind-16-definition = Les demandes envoyées, comparées aux places déclarées pour de nouvelles personnes.
ind-16-formula = Tentatives envoyées aux offres qui déclarent des places, divisées par les places déclarées sur la période. Plus de 100 % : trop de demandes.
ind-16-denominator = Les places par semaine déclarées, fois le nombre de semaines.
ind-16-exclusions = Les offres qui ne déclarent pas de places.
ind-16-sent = Demandes pour 100 places

ind-17-name = Repérage
ind-17-definition = La répartition des profils après le questionnaire de repérage.
ind-18-name = Parcours
ind-18-definition = Les parcours commencés, suivis et abandonnés.
ind-19-name = Progrès
ind-19-definition = L’évolution des personnes entre deux repérages.

ind-20-name = Urgences
ind-20-definition = La part des urgences (moins de trois jours) où quelqu’un répond en quatre heures d’ouverture.
ind-20-formula = Urgences avec un mot d’une structure ou de la coordination en quatre heures d’ouverture, divisées par les urgences répondues ou laissées sans réponse.
ind-20-denominator = Les urgences de la période, sauf celles encore dans leur délai.
ind-20-exclusions = Les demandes qui ne sont pas urgentes.
ind-20-in-time = Répondues à temps

ind-21-name = Équité
ind-21-definition = Le réseau répond-il aussi bien à tout le monde ? L’écart entre deux groupes est le chiffre.
ind-21-formula = Délai de première réponse, part sans réponse et besoin couvert, par groupe : langue et moyen de contact.
ind-21-denominator = Comme IND-02, IND-04 et IND-10, dans chaque groupe.
ind-21-exclusions = Comme IND-02, IND-04 et IND-10.
ind-21-answer = Délai de première réponse, médiane
ind-21-left = Sans réponse
ind-21-met = Besoin couvert

ind-22-name = Équipement
ind-22-definition = Les appareils reconditionnés et remis.
ind-23-name = Subventions
ind-23-definition = Les montants demandés, accordés et versés.
ind-24-name = Empreinte
ind-24-definition = Le poids des pages et l’énergie du serveur.

figures-charts-title = Graphiques
figures-charts-lead = Les mêmes chiffres en images. Chaque graphique a son tableau.
figures-chart-label = { $title }. Les nombres sont dans le tableau.
figures-chart-answers = Délai de première réponse
figures-chart-flow = Du départ à l’issue
figures-chart-freshness = Fraîcheur des fiches aujourd’hui
figures-chart-needs = Besoins non couverts par commune
figures-chart-needs-text = Besoins ouverts du registre à la fin de la période. Plus une case est foncée, plus il y en a.
figures-chart-referrals = Orientations par besoin et commune
figures-answer-day-1 = En 1 jour ouvré
figures-answer-day-2 = En 2 jours
figures-answer-day-3 = En 3 jours
figures-answer-day-4 = En 4 jours
figures-answer-day-5 = En 5 jours
figures-answer-later = Plus tard
figures-answer-silent = Silence
figures-flow-opened = Remises au réseau
figures-flow-accepted-first = Acceptées par la première
figures-flow-accepted-later = Acceptées par une autre
figures-flow-helped = Closes avec une aide
figures-flow-without-help = Closes sans aide
figures-flow-withdrawn = Arrêtées par la personne
figures-flow-under-way = Encore en cours
figures-fresh-30 = Vérifiées depuis 30 jours
figures-fresh-90 = De 31 à 90 jours
figures-fresh-180 = De 91 à 180 jours
figures-fresh-365 = De 181 à 365 jours
figures-fresh-older = Plus d’un an
figures-nothing = Aucune orientation sur cette période
figures-nothing-text = Choisissez une période plus longue ou moins de filtres.
figures-coverage-title = Couverture du territoire
figures-coverage-lead = Où trouve-t-on, à 1,5 km, une aide gratuite et bientôt ouverte ?
figures-coverage-map = Carte des communes. Plus une commune est foncée, plus de besoins y ont une aide proche. Les nombres sont dans le tableau.
figures-coverage-area = { $commune } : { $count } besoins sur 9
figures-coverage-sum = { $count } couples commune et besoin couverts sur { $of }.
figures-coverage-table = Par commune
figures-coverage-whole = Rien : tout est couvert
figures-coverage-none = Tout : aucune aide proche
figures-coverage-0 = Aucun besoin
figures-coverage-1 = 1 ou 2
figures-coverage-2 = 3 à 5
figures-coverage-3 = 6 à 8
figures-coverage-4 = Les 9
figures-coverage-rule = Comptée aujourd’hui : offres gratuites qui acceptent des orientations, ouvertes dans les 7 jours, à 1,5 km au plus du centre de la commune, à vol d’oiseau. Les transports publics ne sont pas encore comptés.
figures-head-commune = Commune
figures-head-covered = Besoins couverts, sur 9
figures-head-missing = Ce qui manque
figures-report-title = Rapport annuel
figures-report-of = Rapport annuel { $year }
figures-report-year = Année :
figures-report-running = Cette année n’est pas finie : les chiffres vont jusqu’à aujourd’hui.
figures-report-indicators = Les indicateurs, comparés à l’année d’avant
figures-report-method = Méthode
figures-report-definitions = Chaque indicateur a sa définition, sa formule et sa version dans l’outil du réseau.
figures-report-made = Établi le { $on }.
figures-report-none = Aucune orientation en { $year }
figures-report-none-text = Le réseau n’a rien noté cette année-là. Choisissez une autre année.
