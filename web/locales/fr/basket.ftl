# Offers put aside: to print, or to ask one after the other.

nav-basket = { $count ->
    [one] Panier : { $count } offre
   *[other] Panier : { $count } offres
  }
basket-title = Panier
basket-lead = Les offres que vous avez mises de côté. Imprimez cette page pour la remettre. Le panier s’efface quand vous fermez le navigateur ou vous déconnectez.
basket-back = Chercher d’autres offres
basket-print = Imprimer
basket-empty-it = Vider le panier
basket-hours = Horaire :
basket-add = Ajouter au panier
basket-remove = Retirer du panier
basket-refer = { $count ->
    [one] Orienter vers cette offre
   *[other] Orienter vers ces { $count } offres
  }
basket-none = Votre panier est vide
basket-none-text = Sur une offre, choisissez « Ajouter au panier ». Vous pouvez ensuite imprimer toutes les offres choisies.
basket-search = Chercher une offre

flash-basket-added = L’offre est dans votre panier.
flash-basket-removed = L’offre n’est plus dans votre panier.
flash-basket-emptied = Le panier est vide.
flash-basket-full = Le panier est plein : il contient 12 offres au plus. Retirez-en une pour en ajouter une autre.
