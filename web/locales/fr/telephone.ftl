# The network's telephone, and noting what an organization said.

telephone-title = Permanence téléphonique
telephone-lead = Une personne ou une structure appelle. Demandez le code, jamais le nom.
telephone-code = Code dit au téléphone
telephone-code-hint = Huit signes, par exemple K7PM-4XQ2.
telephone-go = Chercher
telephone-say = À dire à la personne
telephone-helped = La personne dit si elle a été aidée
telephone-helped-yes = Oui, aidée
telephone-helped-no = Non, pas aidée
telephone-stop = La personne veut arrêter
telephone-stop-text = Tout s’arrête. La structure est prévenue. Le nom et le contact sont effacés demain au plus tard.
telephone-stop-go = Arrêter pour la personne
telephone-done-noted = La réponse est notée, apprise par téléphone, visite ou lettre.
telephone-done-withdrawn = C’est arrêté. Le nom et le contact seront effacés demain au plus tard.
telephone-done-helped = C’est noté : la personne a été aidée.
telephone-done-not-helped = C’est noté : la personne n’a pas été aidée. La coordination reprend la demande.

noting-title = Appeler { $organization } et noter la réponse
noting-say = Vous pouvez dire :
noting-script = « Bonjour. Je vous appelle du réseau, pour la demande { $code }. Vous l’avez reçue par courriel. Pouvez-vous aider cette personne ? Quand peut-elle venir ? »
noting-answer = Que répond la structure ?
noting-yes = Oui
noting-later = Liste d’attente
noting-no = Non
noting-appointment = Un rendez-vous est pris (facultatif)
noting-decline = Si c’est non, pourquoi ?
noting-channel = Comment l’avez-vous apprise ?
noting-go = Noter la réponse

warm-three-way-call-title = Appelez maintenant la structure, avec la personne
warm-three-way-call-text = « Bonjour. Je suis avec une personne qui a besoin de vous. Elle est d’accord que je vous appelle. Je vous la passe. »
warm-booked-together-title = Prenez maintenant le rendez-vous, avec la personne
warm-booked-together-text = « Bonjour. Je suis avec une personne qui a besoin de vous. Quand peut-elle venir ? »
warm-accompanied-title = Vous accompagnez la personne
warm-accompanied-text = Prenez cette feuille avec vous. Au retour, notez ce que la structure a répondu.
warm-note = Noter la réponse tout de suite

flash-answer-noted = La réponse est notée, avec la façon dont vous l’avez apprise.

# What coordinators learn when somebody tries codes at random.
coordination-show-guessed = Quelqu’un essaie des codes au hasard
coordination-show-guessed-text = Plus de deux cents codes faux en une heure. Chaque adresse est bloquée après vingt essais. Prévenez l’administration.
