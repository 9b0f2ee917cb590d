# How offers are told in lists and on their page.

list-and = { $first } et { $last }

listing-open = Ouvert maintenant
listing-open-until = Ouvert maintenant, jusqu’à { $until }
listing-next = Prochaine ouverture : { $day } { $times }
listing-with-appointment = { $when }, sur rendez-vous
listing-without-appointment = { $when }, sans rendez-vous
listing-by-appointment-only = Sur rendez-vous
listing-hours-unknown = Horaire à demander
hours-day-and-night = jour et nuit
hours-midnight = minuit
hours-every-day = tous les jours
hours-from-to = du { $first } au { $last }

listing-by-phone = Par téléphone
listing-at-home = À domicile
listing-no-place = Lieu à demander
listing-address-by-phone = { $town } (adresse donnée par téléphone)
listing-other-places = { $place } { $count ->
    [one] et { $count } autre lieu
   *[other] et { $count } autres lieux
  }
listing-more-languages = { $languages } et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
  }
listing-room-to-confirm = places à confirmer
listing-full-until = complet jusqu’au { $date }
listing-verified = vérifié { $how } le { $date }
listing-verified-long-ago = dernière vérification le { $date }
listing-refer = Orienter
listing-sheet = Feuille à imprimer
