# The first page.

home-title = Trouver de l’aide pour le numérique
home-heading = Trouver de l’aide pour le numérique, près de chez vous
home-lead = Des lieux où quelqu’un vous aide avec un ordinateur, un téléphone ou une démarche en ligne. Le plus souvent gratuit.
home-open-now = Voir ce qui est ouvert maintenant
home-open-now-count = { $count ->
    [one] { $count } offre en ce moment
   *[other] { $count } offres en ce moment
  }
home-open-next = Rien n’est ouvert en ce moment. Voir ce qui ouvre en premier
home-needs = De quoi avez-vous besoin ?
home-need-procedure = Faire une démarche en ligne
home-need-procedure-hint = impôts, aides, permis, courrier
home-need-computer = Se servir d’un ordinateur
home-need-computer-hint = premiers pas, cours, questions
home-need-mobile = Se servir d’un téléphone
home-need-mobile-hint = réglages, photos, applications
home-need-device = Avoir un appareil
home-need-device-hint = prêt, don, petit prix
home-need-internet = Avoir Internet
home-need-internet-hint = connexion, ordinateurs en libre accès
home-need-print = Imprimer ou scanner
home-need-print-hint = papiers, billets, photos
home-need-work = Chercher du travail
home-need-work-hint = CV, annonces, candidature
home-need-safety = Éviter une arnaque
home-need-safety-hint = faux messages, mots de passe

home-person-title = Vous préférez parler à quelqu’un ?
home-person-text = Une personne du réseau cherche avec vous et vous donne une adresse, un jour et une heure.
home-code-title = Vous avez reçu une feuille avec un code ?
home-code-text = Avec votre code, voyez où en est votre demande. Vous n’avez pas besoin d’un compte.
home-code-go = Entrer mon code

home-network = Le réseau en chiffres
home-figure-offers = { $count ->
    [one] Offre d’aide
   *[other] Offres d’aide
  }
home-figure-free = { $count ->
    [one] Gratuite
   *[other] Gratuites
  }
home-figure-without-appointment = Sans rendez-vous
home-figure-languages = { $count ->
    [one] Langue
   *[other] Langues
  }
home-promise = Sans compte, sans publicité. Les offres sont classées par des règles publiées, les mêmes pour tout le monde.
