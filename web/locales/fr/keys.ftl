# Shortcuts of the keyboard, and the suggestions under the search box.

keys-title = Raccourcis du clavier
keys-lead = Une touche suffit, sauf quand vous écrivez dans un champ.
keys-search = Aller au champ de recherche
keys-open = Ouvrir le résultat de ce rang
keys-refer = Orienter vers l’offre choisie, ou la première
keys-print = Imprimer la feuille de l’offre, ou le panier
keys-show = Montrer cette liste
keys-use = Utiliser les raccourcis sur cet ordinateur
keys-close = Fermer
keys-need-script = Les raccourcis demandent JavaScript. Sans lui, tout le site fonctionne avec la touche Tab.

suggestion-theme = Thème
suggestion-kind = Genre d’aide
suggestion-commune = Commune
suggestion-organization = Structure
suggestion-offer = Offre
suggestion-list = Propositions
