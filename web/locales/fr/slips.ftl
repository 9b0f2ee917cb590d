# The sheet of paper a person takes along.

slips-show-title = Feuille à imprimer
slips-show-back = Retour
slips-show-count = J’ai remis cette feuille
slips-show-heading = À garder
slips-show-where = Où
slips-show-when = Quand
slips-show-ask = Demander
slips-show-bring = Apporter
slips-show-languages = Langues
slips-show-price = Prix
slips-show-phone = Téléphone
slips-show-stop = Arrêt : { $stop }
slips-show-entrance = Entrée : { $entrance }
slips-show-hours = { $days } : { $times }
slips-show-ask-offer = Dites que vous venez pour : { $offer }
slips-show-ask-network = Dites que vous venez de la part de { $network }. Montrez cette feuille.
slips-show-ask-named = Demandez { $who }. Montrez cette feuille.
slips-show-news = Pas de nouvelles après le { $day } ? Appelez le { $phone }.
slips-show-code-hint = Gardez ce code : il dit où en est votre demande.
slips-show-qr = Code QR vers la page du code
slips-show-interpreter = Avec interprète : { $languages }
