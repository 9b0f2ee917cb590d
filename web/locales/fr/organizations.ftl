# The page of one organization.

organizations-title = Structure
organizations-back = Chercher une offre
organizations-partner = Structure partenaire du réseau
organizations-contact = Joindre la structure
organizations-website = Site de la structure
organizations-helpdesk = Appelez la ligne d’aide du réseau : { $phone }. Une personne se renseigne pour vous.
organizations-offers = { $count ->
    [0] Aucune offre en ce moment
    [one] { $count } offre
   *[other] { $count } offres
  }
organizations-about = La structure
organizations-agreement-yes = Signé le { $date }
organizations-agreement-no = Pas signé
organizations-fact-short-name = Nom court
organizations-fact-agreement = Accord du réseau
organizations-fact-promise = Délai
organizations-fact-parent = Fait partie de
organizations-fact-number = Numéro officiel
