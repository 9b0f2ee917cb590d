# The page to refer a person.

refer-new-title = Orienter une personne
refer-new-back = Retour à la recherche
refer-new-none-title = Choisissez d’abord une offre
refer-new-none-text = Cherchez une offre, puis choisissez « Orienter ».
refer-new-none-go = Chercher une offre
refer-new-hindered = Pas d’orientation possible : { $name }
refer-new-handout = Remettre seulement une feuille
refer-new-offers = 1. Les structures, dans l’ordre
refer-new-answers = Répond au plus tard { $until }.
refer-new-answers-next = Demandée seulement si la précédente ne peut pas. Demandée aujourd’hui, elle répondrait au plus tard { $until }.
refer-new-others = Ajouter une structure, au cas où
refer-new-others-legend = D’autres structures pour le même besoin
refer-new-others-hint = Trois au plus en tout. Elles viennent à la suite.
refer-new-other-hint = { $organization }, { $place }
refer-new-person = 2. La personne
refer-new-name = Prénom ou nom choisi
refer-new-name-hint = Un surnom suffit.
refer-new-channel = Comment joindre la personne ?
refer-new-contact = Numéro ou adresse
refer-new-contact-hint = Pour le téléphone, le SMS, le courriel ou la lettre. Sinon, laissez vide.
refer-new-language = Langue que la personne parle le mieux
refer-new-need = 3. Le besoin
refer-new-theme = Besoin
refer-new-choose = Choisir
refer-new-urgency = Est-ce urgent ?
refer-new-until = Réponse au plus tard { $until }
refer-new-details = Ajouter une précision (facultatif)
refer-new-note = Note pour la structure
refer-new-note-hint = { $max } signes au plus. Pas de santé, pas de permis de séjour, rien sur la famille.
refer-new-commune = Commune où la personne habite
refer-new-commune-none = Ne pas dire
refer-new-adjustments = Ce qui aide pour que tout se passe bien
refer-new-adjustments-hint = Seulement ce que la personne veut dire.
refer-new-handover = Comment passez-vous le relais ?
refer-new-consent = 4. L’accord, à lire à voix haute
refer-new-scope = La personne accepte
refer-new-consent-mode = Comment a-t-elle dit oui ?
refer-new-preview = Ce que la structure verra
refer-new-preview-before = Avant de répondre, elle voit : le besoin, l’urgence, la langue et la commune. Elle ne voit pas qui est la personne.
refer-new-preview-after = Après avoir dit oui, elle voit aussi : le prénom, le contact, la note et les précisions.
refer-new-preview-never = Les courriels ne contiennent jamais le nom, le contact ni la note.
refer-new-go = Envoyer et obtenir la feuille
refer-new-refused = La personne ne veut pas ?

# Read aloud before sending; 60 words at most. A changed text gets the next number.
consent-text-1 = « Je décris votre besoin à ces structures. Celle qui dit oui reçoit votre nom et votre contact, pour ce besoin seulement. Si aucune ne peut, la coordination du réseau cherche avec nous. Vous pouvez arrêter quand vous voulez : appelez, ou revenez ici. Nous effaçons votre nom et votre contact trois mois après la fin. Êtes-vous d’accord ? »
