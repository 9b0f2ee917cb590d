# Letters. To a person they are neutral: no need, no theme, no name of an organization.

letter-hello = Bonjour,
letter-hello-name = Bonjour { $name },
letter-bye = Avec nos salutations,
letter-help = Une question ? Appelez la ligne d’aide : { $phone }. { $hours }
letter-urgency = Urgence :
letter-due = Au plus tard :
letter-code = Code :

letter-invitation-subject = Votre compte { $network }
letter-invitation-lead = Un compte est prêt pour vous sur { $network }. Il reste à choisir votre mot de passe.
letter-invitation-go = Choisir mon mot de passe
letter-invitation-after = Ce lien marche une seule fois, pendant 7 jours. Si vous n’attendez pas ce courriel, effacez-le.

letter-ask-partner-subject = { $urgency ->
    [u2] Urgent : une personne attend votre réponse ({ $offer })
   *[other] Une personne attend votre réponse ({ $offer })
  }
letter-ask-partner-lead = Un guichet du réseau { $network } vous adresse une personne pour votre offre « { $offer } ».
letter-ask-partner-go = Répondre
letter-ask-partner-after = Vous pouvez dire oui, plus tard ou non, ou poser une question. Il ne faut pas de compte. Le nom et le contact de la personne s’affichent après un oui. Si vous ne pouvez pas, dites-le : le réseau demande tout de suite ailleurs. Ne transmettez pas ce courriel : le lien est pour votre structure.

letter-remind-partner-subject = { $detail ->
    [2] Dernier rappel : une personne attend votre réponse ({ $offer })
   *[other] Rappel : une personne attend votre réponse ({ $offer })
  }
letter-remind-partner-lead = { $detail ->
    [2] Une personne attend toujours votre réponse pour « { $offer } ». C’est notre dernier rappel. Sans réponse à temps, le réseau demande à une autre structure.
   *[other] Une personne attend votre réponse pour « { $offer } ».
  }
letter-remind-partner-go = Répondre
letter-remind-partner-after = Un non aide aussi : le réseau demande tout de suite ailleurs.

letter-ask-review-subject = Comment cela se passe-t-il ? ({ $offer })
letter-ask-review-lead = Vous avez dit oui à une personne pour « { $offer } ». Dites-nous en un clic où cela en est.
letter-ask-review-go = Donner des nouvelles

letter-send-contact-subject = Merci : voici comment joindre la personne ({ $offer })
letter-send-contact-lead = Merci d’avoir dit oui pour « { $offer } ». Le lien montre le nom de la personne et comment la joindre. Prenez contact à temps : elle attend.
letter-send-contact-go = Voir le contact
letter-send-contact-after = Quand vous avez pris contact, notez-le sur la même page. Ne transmettez pas ce courriel : le lien montre des données personnelles.

letter-tell-partner-withdrawn-subject = Vous n’avez plus rien à faire ({ $offer })
letter-tell-partner-withdrawn-lead = Une demande pour « { $offer } » est retirée. Vous n’avez plus rien à faire. Merci de ne plus contacter la personne.

letter-tell-partner-information-subject = Une réponse à votre question ({ $offer })
letter-tell-partner-information-lead = Le guichet a répondu à votre question pour « { $offer } ». Vous pouvez maintenant dire oui ou non.
letter-tell-partner-information-go = Lire la réponse

letter-tell-partner-resumed-subject = Votre question est restée sans réponse ({ $offer })
letter-tell-partner-resumed-lead = Le guichet n’a pas répondu à votre question pour « { $offer } ». Le délai reprend. Pouvez-vous décider avec ce que vous savez ? Sinon, appelez la ligne d’aide.
letter-tell-partner-resumed-go = Répondre

letter-tell-sender-subject = { $detail ->
    [accepted] Une structure a dit oui
    [waitlisted] La personne est sur une liste d’attente
    [info_requested] Une structure vous pose une question
    [new_agreement_needed] Il faut un nouvel accord de la personne
    [with_coordinators] La coordination cherche une solution
    [unreachable] La personne n’a pas pu être jointe
    [returned] Une orientation vous revient
    [completed] Une aide est terminée
    [closed_without_help] Le réseau n’a pas trouvé de solution
   *[other] Du nouveau pour une orientation
  }
letter-tell-sender-lead = La page de l’orientation dit ce qui se passe maintenant, et si vous avez quelque chose à faire.
letter-tell-sender-go = Ouvrir l’orientation

letter-bundle-subject = Les nouvelles du jour ({ $network })
letter-bundle-lead = { $count ->
    [one] Il y a du nouveau pour une orientation. Vous n’avez rien à faire tout de suite.
   *[other] Il y a du nouveau pour { $count } orientations. Vous n’avez rien à faire tout de suite.
  }
letter-bundle-go = Ouvrir mon accueil
letter-bundle-after = Nous vous écrivons au plus cinq fois par jour. Ce qui peut attendre est réuni ici, une fois par jour ouvré.
letter-bundle-other = Du nouveau pour une orientation

letter-tell-cancelled-stop-subject = Un passage est annulé
letter-tell-cancelled-stop-lead = Le passage du { $day } est annulé. Une personne que vous avez orientée pouvait y aller.
letter-tell-cancelled-stop-ask = Prévenez-la, et donnez-lui une autre date. La page de l’offre dit pourquoi.

letter-tell-person-subject = Du nouveau pour vous
letter-tell-person-lead = Il y a du nouveau. Ouvrez la page et tapez le code qui est sur votre feuille.
letter-tell-person-go = Ouvrir la page
letter-tell-person-after = Vous pouvez aussi appeler. Donnez votre code.

letter-tell-coordinators-subject = { $urgency ->
    [u2] Urgent : une orientation a besoin de vous
   *[other] Une orientation a besoin de vous
  }
letter-tell-coordinators-lead = Elle est dans la file de la coordination.
letter-tell-coordinators-go = Ouvrir l’orientation

letter-ask-confirm-subject = Vos offres sont-elles toujours justes ? ({ $network })
letter-ask-confirm-lead = { $count ->
    [one] Le public lit votre offre sur { $network }. Dites-nous en un clic si elle est toujours juste.
   *[other] Le public lit vos { $count } offres sur { $network }. Dites-nous en deux clics si elles sont toujours justes.
  }
letter-ask-confirm-go = Vérifier et confirmer
letter-ask-confirm-after = Il ne faut pas de compte. Ouvrir le lien ne change rien. Il marche pendant 60 jours. Nous écrivons au plus une fois par mois. Sans réponse, nous vous appelons ; une fiche que personne ne confirme passe « à confirmer » après 180 jours et n’est plus montrée après un an.

letter-tell-reports-subject = Une erreur est signalée sur votre fiche ({ $network })
letter-tell-reports-lead = { $count ->
    [one] Des visiteurs signalent une erreur sur votre fiche.
   *[other] Des visiteurs signalent une erreur sur { $count } de vos fiches.
  }
letter-tell-reports-go = Voir et répondre
letter-tell-reports-after = Il ne faut pas de compte. Confirmez si la fiche est juste, ou dites ce qui a changé. La coordination du réseau a aussi reçu le signalement.

letter-tell-reporter-subject = Merci pour votre signalement
letter-tell-reporter-lead = Vous avez signalé une erreur sur la fiche « { $offer } ».
letter-tell-reporter-outcome = { $detail ->
    [corrected] La fiche est corrigée. Merci !
    [was_right] La structure a vérifié : la fiche est juste.
    [removed] L’offre n’existe plus. La fiche est retirée. Merci !
   *[other] Nous n’avons pas pu savoir ce qui est juste. Nous restons attentifs.
  }
letter-tell-reporter-go = Voir la fiche
letter-tell-reporter-after = Votre adresse sera effacée dans 30 jours.

letter-tell-need-subject = Réponse à un besoin que vous avez noté
letter-tell-need-lead = Vous avez noté une aide qui manque dans le réseau. La coordination répond.
letter-tell-need-outcome = { $detail ->
    [offer] Une offre répond à ce besoin : { $offer }.
    [planned] Une offre se prépare.
    [no_means] Le réseau n’a pas les moyens de cette aide aujourd’hui.
    [outside_network] Ce n’est pas une tâche du réseau.
    [duplicate] Ce besoin était déjà noté.
   *[other] Ce besoin est fermé.
  }
letter-tell-need-go = Voir l’offre
