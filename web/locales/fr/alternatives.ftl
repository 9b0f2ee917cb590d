# What can be done without a screen, for each function of the platform.

alternatives-title = Sans Internet
alternatives-lead = Tout ce qui se fait sur ce site se fait aussi par téléphone, par lettre, sur papier ou au guichet. Personne n’a besoin d’un compte, d’une adresse e-mail ou d’un smartphone.
alternatives-by = Moyens :
alternatives-checked = Cette liste fait partie du logiciel. Une nouvelle fonction sans autre chemin est refusée par les tests.
alternatives-by-phone = téléphone
alternatives-by-paper = papier
alternatives-by-desk = guichet
alternatives-by-letter = lettre

alternatives-search = Chercher une offre
alternatives-search-instead = Appelez la ligne d’aide ou venez à un guichet du réseau : une personne cherche avec vous. Le livret de votre commune contient les mêmes offres.
alternatives-offer = Lire une offre, son horaire et son adresse
alternatives-offer-instead = La ligne d’aide vous lit la fiche. Un guichet vous remet la feuille imprimée. Chaque offre a un numéro, un guichet ou une adresse où une personne répond.
alternatives-booklet = Livrets et dossiers
alternatives-booklet-instead = Ils sont faits pour le papier : demandez-en un exemplaire au guichet, aussi en gros caractères.
alternatives-code = Suivre sa demande avec le carton à code
alternatives-code-instead = Donnez votre code par téléphone ou au guichet : une personne vous dit où en est votre demande, et note ce que vous voulez changer ou arrêter.
alternatives-refer = Orienter une personne
alternatives-refer-instead = Une médiatrice ou un médiateur le fait avec la personne, au guichet ou par téléphone. La ligne d’aide prend aussi les demandes des professionnels. La personne repart avec une feuille.
alternatives-answer = Répondre à une demande, pour une structure
alternatives-answer-instead = La structure répond par téléphone ou par lettre. La coordination note la réponse, et comment elle l’a reçue.
alternatives-listing = Tenir ses offres à jour, pour une structure
alternatives-listing-instead = La structure dit par téléphone ou par lettre ce qui change. La coordination l’écrit à sa place, et note comment elle l’a appris.
alternatives-check = Confirmer une offre ou signaler une erreur
alternatives-check-instead = Appelez la ligne d’aide, ou dites-le au guichet. La coordination appelle les structures qui ne répondent pas par écrit, et note la réponse.
alternatives-coordinate = Suivre les demandes et tenir l’annuaire, pour la coordination
alternatives-coordinate-instead = La ligne d’aide prend les messages. Pendant une panne, les demandes sont notées sur papier, puis saisies.
alternatives-account = Avoir un compte, pour les professionnels
alternatives-account-instead = Il n’est pas obligatoire : on peut tout demander et tout dire par téléphone ou par lettre. La coordination ouvre et ferme les comptes à la demande.
alternatives-read = Lire les règles du service
alternatives-read-instead = La coordination envoie ces pages imprimées, ou les lit au téléphone.
alternatives-machines = Données pour les programmes
alternatives-machines-instead = Ces adresses servent aux programmes, pas aux personnes. Les mêmes informations se lisent au téléphone et dans les livrets.
