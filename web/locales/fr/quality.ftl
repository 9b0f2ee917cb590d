# How complete and recent an offer is: ten criteria, and what would bring more points.

quality-description = Une description assez longue
quality-theme = Un thème
quality-audience = Le public
quality-access = Comment venir et à qui parler
quality-contact = Un moyen de vous joindre
quality-phone = Le téléphone
quality-email = L’adresse e-mail
quality-address = L’adresse de chaque lieu
quality-cost = Le prix
quality-recent = Une vérification récente

quality-missing-description = Décrivez l’aide en 200 à 2000 signes : ce qui se passe, avec qui, et ce que la personne obtient.
quality-missing-theme = Choisissez au moins un thème.
quality-missing-audience = Dites à qui l’aide s’adresse, ou confirmez qu’elle est pour tout le monde.
quality-missing-access = Dites comment venir, et comment une personne sans Internet vous parle.
quality-missing-contact = Donnez un numéro de téléphone, une adresse e-mail ou un lien pour prendre rendez-vous.
quality-missing-phone = On vous joint par téléphone : donnez le numéro.
quality-missing-email = On vous joint par courriel : donnez l’adresse e-mail.
quality-missing-address = Donnez la rue et le numéro de chaque lieu.
quality-missing-cost = Dites le prix. S’il est payant ou gratuit sous condition, dites combien ou à quelle condition.
quality-missing-recent = Confirmez que tout est encore juste.

quality-apart-phone = Ne compte pas ici : on ne vous joint pas par téléphone pour cette offre.
quality-apart-email = Ne compte pas ici : on ne vous joint pas par courriel pour cette offre.
quality-apart-address = Ne compte pas ici : personne ne se déplace pour cette offre.
quality-for-all = 10 sur 10. Tout public : vous n’avez choisi personne en particulier.
