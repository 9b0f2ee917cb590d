# Words that every page shares: dates, amounts, the frame of a page.

direction = ltr

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche

date-long = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
  } { $month } { $year }
date-medium = { $day ->
    [1] 1er
   *[other] { $day }
  } { $month } { $year }
date-short = { $day ->
    [1] 1er
   *[other] { $day }
  } { $month }
date-weekday = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
  } { $month }

day-today = aujourd’hui
day-tomorrow = demain
day-yesterday = hier
moment = { $day } à { $time }

time-hour = { $hour } h
time-minute = { $hour } h { $minute }
time-range = { $from } – { $to }

duration-minutes = { $count } min
duration-hours = { $count } h
duration-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
  }

distance-metres = { $count } m
distance-kilometres = { $count } km

money = { $currency ->
    [EUR] { $amount } €
   *[other] { $amount } { $currency }
  }

page-skip = Aller au contenu
page-nav = Navigation principale
page-sign-in = Se connecter
page-sign-out = Se déconnecter
page-demo = Démonstration : tout ce que vous voyez est inventé.
page-help-title = Besoin d’aide ?
page-help-call = Appelez la ligne d’aide du réseau.
page-about = À propos de ce service
page-accessibility = Accessibilité
page-transparency = Transparence
page-observatory = Observatoire
page-privacy = Données personnelles
page-made-with = { $network } utilise le logiciel libre Relais.
page-count = à traiter

slip-tools = Impression
slip-how-to-print = Pour imprimer : Ctrl + P, ou le menu de votre navigateur.

gallery-title = Composants de page
