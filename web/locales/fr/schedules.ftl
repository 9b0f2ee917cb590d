# Opening hours by rules: in words, and in the form that makes them.

rule-times = { $days }, { $times }
rule-weekly = chaque { $days }
rule-every = { $days }, une semaine sur { $every ->
    [2] deux
   *[other] { $every }
  }
rule-monthly = chaque { $nth } { $days } du mois
rule-nth = { $nth ->
    [1] 1er
   *[other] { $nth }e
  }
rule-last = dernier
rule-dates = le { $dates }
rule-day = { $day ->
    [1] 1er
   *[other] { $day }
  }
rule-within = { $rule } ({ $bounds })
rule-from = dès le { $day }
rule-until = jusqu’au { $day }
rule-except-public = { $rule }, sauf jours fériés
rule-except-school = { $rule }, sauf vacances scolaires
rule-except-both = { $rule }, sauf jours fériés et vacances scolaires
rule-only-school = { $rule }, seulement pendant les vacances scolaires
rule-only-school-except-public = { $rule }, seulement pendant les vacances scolaires, sauf jours fériés
rule-only-public = { $rule }, seulement les jours fériés
rule-only-public-except-school = { $rule }, seulement les jours fériés hors des vacances scolaires
rule-only-both = { $rule }, seulement les jours fériés pendant les vacances scolaires
exception-on = le { $day }
exception-between = du { $from } au { $until }
exception-closed = fermé { $days }
exception-open = ouvert autrement { $days } : { $times }
exception-reason = { $said } : { $reason }
hours-closed = Fermé { $days }
hours-next-dates = prochaines dates : { $dates }
hours-to-ask = horaire à demander

schedule-rule = Horaire { $number }
schedule-frequency = À quel rythme ?
schedule-weekly = Chaque semaine
schedule-weekly-2 = Une semaine sur deux
schedule-weekly-3 = Une semaine sur trois
schedule-weekly-4 = Une semaine sur quatre
schedule-monthly = Le { $nth } du mois
schedule-dates = À des dates précises
schedule-days = Quels jours ?
schedule-opens = De
schedule-closes = À
schedule-opens2 = Puis de
schedule-closes2 = Jusqu’à
schedule-which = Première semaine ou dates
schedule-anchor = Un jour d’une semaine qui compte
schedule-anchor-hint = Seulement pour « une semaine sur deux » et plus.
schedule-date-list = Les dates, une par ligne
schedule-date-list-hint = Seulement pour « à des dates précises ». Exemple : 24.11.2026.
schedule-public = Les jours fériés
schedule-public-open = ouvert comme d’habitude
schedule-public-closed = fermé
schedule-public-only = seulement ces jours-là
schedule-school = Pendant les vacances scolaires
schedule-school-hint = Les dates de vacances connues ici sont un exemple à vérifier. Si elles sont fausses pour vous, ajoutez un changement plus bas.
schedule-school-open = ouvert comme d’habitude
schedule-school-closed = fermé
schedule-school-only = seulement pendant les vacances
schedule-more = Ajouter un horaire
schedule-edit = Modifier
schedule-drop = Enlever
schedule-text = Horaire repris d’un autre annuaire
schedule-text-hint = Il reste tel quel si vous n’écrivez rien ici.
schedule-exceptions = Fermetures et changements
schedule-exceptions-hint = Ils se terminent tout seuls. Sans heures : fermé.
schedule-exception = Changement { $number }
schedule-exception-from = Premier jour
schedule-exception-until = Dernier jour
schedule-exception-times = Heures d’ouverture ces jours-là
schedule-exception-times-hint = Laissez vide si c’est fermé. Exemple : 9:00-12:00, 14:00-17:00.
schedule-exception-reason = Pourquoi ?
schedule-appointment = Faut-il un rendez-vous ?
schedule-appointment-yes = Oui
schedule-appointment-no = Non
schedule-appointment-unknown = À demander
schedule-bounds = Valable un temps seulement
schedule-from = Dès le
schedule-until = Jusqu’au
schedule-note = À savoir
schedule-note-hint = Par exemple : « sonner deux fois ». { $max } signes au plus.

week-title = Ma semaine
week-lead = Tout ce qui est ouvert ces sept prochains jours. Les fermetures annoncées sont comptées.
week-card = Ce qui est ouvert ces sept prochains jours.
week-go = Voir la semaine
week-caption = Sept jours
week-times = Heures
week-offer = Offre
week-place = Lieu
week-conflict = En même temps : { $places }
week-conflicts = { $count ->
    [one] Un passage tombe en même temps qu’un autre. Changez l’une des deux dates.
   *[other] { $count } passages tombent en même temps qu’un autre. Changez l’une des dates.
}
week-none = Rien n’est ouvert ces sept prochains jours.
week-more = { $count ->
    [one] Une ouverture de plus n’est pas montrée.
   *[other] { $count } ouvertures de plus ne sont pas montrées.
}

tour-title = Tournée
tour-lead = Donnez en une fois les lieux et les dates. Chaque passage paraît sur la fiche et dans le calendrier.
tour-go = Donner les dates d’une tournée, annuler un passage
tour-back = Revenir à l’offre
tour-to-come = Passages à venir
tour-none = Aucun passage n’est annoncé.
tour-stop = { $day }, { $times }, { $place }
tour-stop-cancelled = { $stop } : annulé ({ $reason })
tour-cancel = Annuler un passage
tour-cancel-lead = Les personnes orientées vers cette offre sont prévenues. Si une personne n’a pas laissé d’e-mail, la structure qui l’a orientée est prévenue.
tour-cancel-which = Quel passage ?
tour-cancel-reason = Pourquoi ?
tour-cancel-reason-hint = Cette phrase paraît sur la fiche. N’y nommez personne.
tour-cancel-go = Annuler ce passage et prévenir
tour-add = Ajouter des passages
tour-row = Arrêt { $number }
tour-place = Lieu
tour-place-none = Choisissez
tour-dates = Dates, une par ligne
tour-dates-hint = Exemple : 24.11.2026.
tour-opens = De
tour-closes = À
tour-add-go = Ajouter ces passages
flash-tour-added = Les passages sont annoncés.
flash-tour-cancelled = Le passage est annulé. Les personnes concernées sont prévenues.
