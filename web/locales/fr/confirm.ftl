# Confirming listings by the link in a letter, without an account.

confirm-show-title = Vos offres sont-elles toujours justes ?
confirm-show-title-done = Merci, tout est noté
confirm-show-lead = Regardez ce que le public lit aujourd’hui. Ouvrir cette page ne change rien : seuls les boutons comptent. Vous n’avez pas besoin de compte.
confirm-show-lead-done = Vous n’avez plus rien à faire. Vous pouvez fermer cette page.
confirm-show-again = Une offre a changé entre-temps
confirm-show-again-text = Relisez-la ci-dessous, puis confirmez-la encore une fois.
confirm-show-reported = Des visiteurs signalent :
confirm-show-change-said = Vous avez signalé un changement. La coordination vous rappelle si besoin.
confirm-show-right = C’est juste
confirm-show-gone = Nous ne donnons plus cette offre
confirm-show-all = { $count ->
    [one] Tout est juste
   *[other] Tout est juste pour ces { $count } offres
  }
confirm-show-more = { $count ->
    [one] Il reste une offre : elle s’affiche ensuite.
   *[other] Il reste { $count } offres : elles s’affichent ensuite.
  }
confirm-show-done = { $count ->
    [0] Plus rien à confirmer
    [one] Une offre est confirmée ou retirée
   *[other] { $count } offres sont confirmées ou retirées
  }
confirm-show-changed = Quelque chose a changé ?
confirm-show-changed-lead = Dites-le avec vos mots. La coordination corrige la fiche.
confirm-show-which = Quelle offre ?
confirm-show-words = Ce qui a changé
confirm-show-words-hint = Par exemple : dès janvier, c’est le mardi de 14 h à 17 h.
confirm-show-changed-go = Envoyer à la coordination
confirm-show-edit = Vous avez un compte ?
confirm-show-edit-link = Corriger vous-même dans votre espace
confirm-show-call = Vous préférez le téléphone ? Appelez le { $phone } : nous confirmons avec vous.
confirm-over-title = Ce lien ne s’ouvre plus
confirm-over-expired = Il a marché pendant 60 jours. Vos offres n’ont pas changé.
confirm-over-unknown = L’adresse n’est pas complète, ou le lien n’a jamais existé.
confirm-over-next = Que faire maintenant
confirm-over-newer = Regardez si vous avez reçu un courriel plus récent : son lien s’ouvre.
confirm-over-workspace = Vous avez un compte ?

flash-confirm-right = Merci ! C’est noté, et visible tout de suite.
flash-confirm-changed = Merci ! La coordination a reçu votre message.
flash-confirm-gone = C’est noté. L’offre n’est plus visible ; la coordination le sait.

field-error-words-required = Écrivez en quelques mots ce qui ne va pas. Une phrase suffit.
field-error-words-too-long = Ce texte a 500 signes au plus. Raccourcissez-le.
field-error-changed-required = Choisissez l’offre.

# What is to be checked in a listing.

checked-hours = Horaires
checked-place = Lieu
checked-price = Prix
checked-phone = Téléphone
checked-access = Accès
checked-human = Contact humain
checked-unknown = Inconnu
checked-hours-agreed = À convenir
checked-place-home = Chez les personnes
checked-place-phone = Par téléphone
checked-place-afar = Sans lieu fixe
checked-hidden-place = Adresse protégée, donnée par téléphone
