# The call list of the coordinators.

calls-list-title = Appels
calls-list-title-count = { $count ->
    [0] Personne à appeler
    [one] Une structure à appeler
   *[other] { $count } structures à appeler
  }
calls-list-lead = Celles qu’une lettre ne suffit pas à joindre. La fiche la plus ancienne d’abord.
calls-list-caption = Structures à appeler
calls-list-organization = Structure
calls-list-why = Pourquoi
calls-list-phone = Téléphone
calls-list-last = Dernier appel
calls-list-offers = { $count ->
    [one] une offre à vérifier
   *[other] { $count } offres à vérifier
  }
calls-list-since = Vérifiée le { $date }
calls-list-no-phone = Aucun numéro : passez sur place
calls-list-call = Appeler
calls-list-none = Personne à appeler
calls-list-none-text = Une structure arrive ici quand elle n’a pas d’adresse, n’a pas répondu après 14 jours, ou doit être confirmée.
calls-show-title = Appel
calls-show-back = Tous les appels
calls-show-say = Ce que vous dites
calls-show-script = Bonjour, je vous appelle du réseau { $network }. Le public lit une fiche sur vous. Avez-vous cinq minutes pour vérifier avec moi qu’elle est juste ?
calls-show-script-next = Lisez chaque ligne ci-dessous et demandez : « Est-ce toujours juste ? » Horaires d’abord, puis lieu, prix, téléphone. Remerciez, et dites que la date de vérification change aujourd’hui.
calls-show-no-phone = Aucun numéro connu. Passez sur place ou écrivez une lettre.
calls-show-phone-referral = pour le réseau, pas public
calls-show-phone-public = public
calls-show-phone-offer = d’une offre
calls-show-more = { $count ->
    [one] Encore une offre après celles-ci.
   *[other] Encore { $count } offres après celles-ci.
  }
calls-show-result = Noter l’appel
calls-show-how = Comment
calls-show-checked = Offres dont vous avez parlé
calls-show-came = Résultat
calls-show-again-on = Rappeler à partir du
calls-show-again-on-hint = Si personne n’a répondu. Sans date : dans deux jours.
calls-show-again = rappeler dès le { $date }
calls-show-note = Note pour le prochain appel
calls-show-note-hint = Par exemple : demander la responsable, le matin.
calls-show-outdated = Une offre a changé pendant votre appel
calls-show-changed = « { $name } » a été modifiée : relisez-la, puis cochez-la si elle est juste. Votre note est encore dans le formulaire.
calls-show-ended = « { $name } » n’est plus publiée : il n’y a plus rien à confirmer. Votre note est encore dans le formulaire.
calls-show-go = Enregistrer
calls-show-edit = Ouvrir les fiches de la structure
calls-show-calls = Appels précédents

flash-call-recorded = L’appel est noté.
flash-call-correct = L’appel est noté. Corrigez maintenant ce qui a changé : enregistrer vaut vérification.

field-error-how-required = Choisissez comment vous avez demandé.
field-error-result-required = Choisissez ce qui en est résulté.
field-error-checked-required = Cochez au moins une offre.
field-error-again-on-out-of-range = Choisissez un jour à venir, dans un an au plus.
field-error-call-note-too-long = La note a 500 signes au plus.

call-reason-in-doubt = Porte close signalée trois fois
call-reason-no-answer = Sans réponse à notre lettre
call-reason-no-address = Aucune adresse de courriel
call-reason-to-confirm = À confirmer

call-result-confirmed-all = Tout est juste
call-result-hint-confirmed-all = Les offres cochées sont confirmées à ce jour.
call-result-corrected = Quelque chose change
call-result-hint-corrected = L’appel est noté, puis la fiche s’ouvre.
call-result-no-answer = Personne n’a répondu
call-result-hint-no-answer = Après trois jours sans réponse, la structure compte comme sollicitée.
call-result-wrong-number = Mauvais numéro
call-result-hint-wrong-number = Cherchez le bon avant le prochain appel.
call-result-no-longer-offered = Offre arrêtée
call-result-hint-no-longer-offered = Les offres cochées ne sont plus visibles.
call-result-do-not-call = Ne veut plus être appelée
call-result-hint-do-not-call = La structure quitte cette liste. Les lettres continuent.

call-how-phone = Téléphone
call-how-visit = Visite
call-how-letter = Lettre
