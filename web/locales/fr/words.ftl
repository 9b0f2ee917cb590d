# The closed lists of the directory, in words. A key is the name of the list and the word of
# the program, with hyphens.

# What an offer helps with.
theme-administrative-help = Démarches administratives
theme-everyday-tools = Outils du quotidien
theme-job-search = Recherche d’emploi
theme-safe-use = Sécurité et arnaques
theme-parenting = Parents et écrans
theme-leisure-creation = Loisirs et création
theme-understanding-digital = Comprendre le numérique
theme-internet-access-equipment = Accès à Internet et à un ordinateur
theme-affordable-equipment = Matériel à petit prix

# What kind of help an offer is.
kind-reception-assessment = Accueil et premier bilan
kind-urgent-admin-help = Dépannage administratif urgent
kind-procedure-with-or-for = Démarche faite avec vous
kind-public-writer = Écrivain public
kind-digital-drop-in = Permanence numérique
kind-free-access-computer = Ordinateurs en libre accès
kind-equipment = Appareil prêté, donné ou vendu à petit prix
kind-connection = Connexion à Internet
kind-repair = Réparation
kind-first-steps = Premiers pas
kind-basic-course = Cours de base
kind-themed-workshop = Atelier à thème
kind-french-and-digital = Français et numérique
kind-individual-support = Aide individuelle
kind-home-visit = Aide à domicile
kind-itinerant-stop = Arrêt d’un service itinérant
kind-adjustment-assessment = Adaptation du matériel
kind-interpreting = Interprète
kind-peer-support = Entraide
kind-telephone-line = Aide par téléphone
kind-professional-training = Formation pour professionnels

# For whom an offer is meant.
audience-everyone = Tout le monde
audience-young = Jeunes
audience-students = Étudiants
audience-families = Familles et enfants
audience-seniors = Personnes âgées
audience-women = Femmes
audience-job-seekers = Personnes qui cherchent un emploi
audience-professionals = Professionnels

# What an offer is prepared for.
adjustment-deaf-hard-of-hearing = Surdité et malentendance
adjustment-motor-disability = Mobilité réduite
adjustment-mental-disability = Handicap mental ou psychique
adjustment-low-literacy = Difficulté à lire ou à écrire
adjustment-visual-impairment = Vue faible ou absente
adjustment-home-visit-possible = Visite à domicile possible
adjustment-quiet-place = Lieu calme
adjustment-more-time = Rendez-vous plus long
adjustment-child-welcome = Enfants bienvenus

# How help is given.
help-mode-self-service = Seul avec de l’aide à côté
help-mode-one-to-one = À deux avec une personne qui aide
help-mode-group-workshop = En groupe
help-mode-remote = À distance

# How to reach an offer.
access-mode-walk-in = Venir sur place
access-mode-phone = Téléphoner
access-mode-mail = Écrire un courriel
access-mode-referral-form-mail = Passer par une personne qui vous oriente
access-mode-online-booking = Prendre rendez-vous en ligne
access-mode-no-public = Pas d’accueil du public

# What an offer asks for.
cost-free = Gratuit
cost-free-conditional = Gratuit sous condition
cost-paid = Payant

itinerance-fixed = Toujours au même endroit
itinerance-itinerant = Se déplace

# Room for new people.
capacity-open = places libres
capacity-few-places = peu de places
capacity-full = complet

# What sort of place it is.
place-kind-physical = Lieu d’accueil
place-kind-postal = Adresse postale, sans accueil
place-kind-virtual = En ligne ou par téléphone
place-kind-mobile = Lieu itinérant

step-free-yes = entrée sans marche
step-free-no = marches à l’entrée
step-free-unknown = entrée sans marche : inconnu

# How a listing was last checked.
verified-how-web = sur le site
verified-how-mail-link = par courriel
verified-how-phone = par téléphone
verified-how-visit = sur place
verified-how-letter = par lettre
verified-how-import = dans l’annuaire d’origine

# In which way a language is offered; the language stands in the middle.
language-kind-spoken = { $language }
language-kind-signed = { $language }
language-kind-interpreter-on-request = { $language } (interprète sur demande)

offer-status-draft = Brouillon
offer-status-published = Publiée
offer-status-paused = En pause
offer-status-archived = Archivée

organization-status-proposed = Proposée
organization-status-active = Active
organization-status-paused = En pause
organization-status-archived = Archivée

who-may-refer-person = La personne elle-même
who-may-refer-professional = Une professionnelle ou un professionnel
who-may-refer-both = La personne ou un professionnel

data-regime-lipad = loi genevoise (LIPAD)
data-regime-lpd = loi fédérale suisse (LPD)
data-regime-gdpr = règlement européen (RGPD)

identifier-scheme-ch-uid = IDE
identifier-scheme-siret = SIRET
identifier-scheme-siren = SIREN
identifier-scheme-rna = RNA
identifier-scheme-other = autre registre

# How far a listing can still be trusted.
freshness-fresh = vérifié
freshness-ask = vérifié
freshness-to-confirm = à confirmer
freshness-stale = à confirmer

# What an offer needs before it is published.
compulsory-name = le nom
compulsory-kind = la nature de l’aide
compulsory-theme = le thème
compulsory-place = le lieu
compulsory-hours = l’horaire
compulsory-access = la façon de venir
compulsory-human-channel = la personne à qui parler
compulsory-price = le prix

# Why nobody can be referred to an offer.
not-orientable-not-published = Cette offre n’est pas publiée.
not-orientable-no-agreement = Cette structure n’a pas signé l’accord du réseau. Vous pouvez remettre une feuille.
not-orientable-no-address = Cette structure n’a pas d’adresse e-mail pour recevoir la demande. Appelez-la, ou remettez une feuille.
not-orientable-referrals-not-accepted = Cette offre ne reçoit pas d’orientation. Vous pouvez remettre une feuille.
not-orientable-to-confirm = Cette offre est à confirmer. Appelez avant d’envoyer quelqu’un.
not-orientable-full = Cette offre est complète.
not-orientable-week-full = Cette offre a reçu cette semaine autant de personnes qu’elle peut. Choisissez-en une autre, ou appelez la structure.

# Filters of a search.
facet-theme = Thème
facet-commune = Commune
facet-hidden = Offres masquées
facet-kind = Nature de l’aide
facet-audience = Public
facet-language = Langue
facet-adjustment = Accueil adapté
facet-free = Prix
facet-anonymous = Discrétion
facet-open = Quand
facet-appointment = Rendez-vous
facet-capacity = Places

open-filter-now = Ouvert maintenant
open-filter-today = Aujourd’hui
open-filter-evening = Le soir, après 18 h
open-filter-saturday = Samedi
filter-free-true = Gratuit
filter-anonymous-true = Sans donner son nom
filter-appointment-true = Sur rendez-vous
filter-appointment-false = Sans rendez-vous
filter-capacity-open = Places libres
filter-capacity-few-places = Peu de places
filter-capacity-full = Complet

sort-points = Les plus adaptées
sort-distance = Les plus proches
sort-next-opening = Ouvertes le plus tôt
sort-name = Par nom

# The published rules of the order, and what each of them found.
rule-words = L’offre répond aux mots
rule-name = Le nom répond aux mots
rule-theme = Le thème répond aux mots
rule-description = La description répond aux mots
rule-distance = La distance
rule-opening = La prochaine ouverture
rule-language = La langue demandée
rule-adjustment = L’accueil adapté demandé
rule-capacity = Les places libres
rule-freshness = La dernière vérification

reason-words-not-asked = aucun mot cherché
reason-words-absent = aucun mot cherché n’est trouvé
reason-words-exact = répond à « { $value } »
reason-words-inflected = répond à « { $value } », sous une autre forme
reason-words-synonym = répond à « { $value } » avec d’autres mots
reason-words-corrected = répond à un mot proche de « { $value } »
reason-words-partly = répond à une partie de « { $value } »
reason-name-not-asked = aucun mot cherché
reason-name-absent = aucun mot cherché n’est dans le nom
reason-name-exact = « { $value } » est dans le nom
reason-name-inflected = une forme de « { $value } » est dans le nom
reason-name-synonym = le nom dit « { $value } » avec d’autres mots
reason-name-corrected = le nom contient un mot proche de « { $value } »
reason-name-partly = le nom contient une partie de « { $value } »
reason-theme-not-asked = aucun mot cherché
reason-theme-absent = aucun mot cherché n’est dans le thème
reason-theme-exact = « { $value } » est dans le thème
reason-theme-inflected = une forme de « { $value } » est dans le thème
reason-theme-synonym = le thème couvre « { $value } »
reason-theme-corrected = le thème contient un mot proche de « { $value } »
reason-description-not-asked = aucun mot cherché
reason-description-absent = aucun mot cherché n’est dans la description
reason-description-exact = « { $value } » est dans la description
reason-description-inflected = une forme de « { $value } » est dans la description
reason-description-synonym = la description dit « { $value } » avec d’autres mots
reason-description-corrected = la description contient un mot proche de « { $value } »
reason-description-partly = la description contient une partie de « { $value } »
reason-distance-not-asked = aucun lieu demandé
reason-distance-metres = à { $value }
reason-distance-remote = aide par téléphone ou à domicile
reason-distance-unknown = distance inconnue
reason-opening-open-now = ouvert maintenant
reason-opening-opens-at = ouvre { $value }
reason-opening-unknown = prochaine ouverture inconnue
reason-language-not-asked = aucune langue demandée
reason-language-absent = langue absente
reason-language-spoken = quelqu’un parle { $value }
reason-language-signed = quelqu’un signe en { $value }
reason-language-interpreter = interprète en { $value } sur demande
reason-adjustment-not-asked = aucun accueil adapté demandé
reason-adjustment-absent = accueil adapté absent
reason-adjustment-prepared = accueil prévu : { $value }
reason-capacity-open = places libres
reason-capacity-few-places = peu de places
reason-capacity-full = complet
reason-capacity-unknown = places inconnues
reason-capacity-to-confirm = places à confirmer
reason-freshness-fresh = vérifié le { $value }
reason-freshness-ask = vérifié le { $value }
reason-freshness-to-confirm = à confirmer, vérifié le { $value }
reason-freshness-stale = ancien, vérifié le { $value }

# The same in two or three words, for the line above the list of points.
first-if = Serait la première si { $what }.
first-turn = Autant de points que la première : elles passent à tour de rôle, un jour l’une, un jour l’autre.
first-never = Ne pourrait pas être la première pour cette recherche.
first-with-words = elle répondait à tous les mots
first-with-name = son nom disait tous les mots
first-with-theme = c’était exactement cette aide
first-with-description = son résumé disait tous les mots
first-with-distance = elle était dans la commune demandée
first-with-opening = elle était ouverte maintenant
first-with-language = quelqu’un y parlait cette langue
first-with-adjustment = l’accueil adapté était prévu
first-with-capacity = elle disait avoir des places libres
first-with-freshness = elle venait d’être vérifiée
why-words = répond à votre recherche
why-name = le nom correspond
why-theme = le thème correspond
why-description = la description correspond
why-distance-metres = à { $value }
why-distance-remote = par téléphone ou à domicile
why-opening-open-now = ouvert maintenant
why-opening-opens-at = ouvre { $value }
why-language = { $value }
why-adjustment = accueil adapté
why-capacity = places libres
why-freshness = vérifié récemment

# Why an offer that answers the words is not shown.
excluded-not-published = { $count ->
    [one] { $count } n’est pas publiée
   *[other] { $count } ne sont pas publiées
  }
excluded-stale = { $count ->
    [one] { $count } n’a pas été confirmée depuis un an, ou a pris fin
   *[other] { $count } n’ont pas été confirmées depuis un an, ou ont pris fin
  }
excluded-full = { $count ->
    [one] { $count } est complète
   *[other] { $count } sont complètes
  }
excluded-outside-coverage = { $count ->
    [one] { $count } aide seulement d’autres communes
   *[other] { $count } aident seulement d’autres communes
  }
excluded-other-communes = { $count ->
    [one] { $count } aide seulement d’autres communes
   *[other] { $count } aident seulement d’autres communes
  }
excluded-too-far = { $count ->
    [one] { $count } est trop loin
   *[other] { $count } sont trop loin
  }
excluded-other-organization = { $count ->
    [one] { $count } est d’une autre structure
   *[other] { $count } sont d’autres structures
  }
excluded-theme = { $count ->
    [one] { $count } a un autre thème
   *[other] { $count } ont un autre thème
  }
excluded-other-commune = { $count ->
    [one] { $count } est dans une autre commune
   *[other] { $count } sont dans d’autres communes
  }
excluded-kind = { $count ->
    [one] { $count } donne une autre aide
   *[other] { $count } donnent une autre aide
  }
excluded-audience = { $count ->
    [one] { $count } est pour un autre public
   *[other] { $count } sont pour un autre public
  }
excluded-language = { $count ->
    [one] { $count } n’a pas cette langue
   *[other] { $count } n’ont pas cette langue
  }
excluded-adjustment = { $count ->
    [one] { $count } n’a pas prévu cet accueil
   *[other] { $count } n’ont pas prévu cet accueil
  }
excluded-not-free = { $count ->
    [one] { $count } n’est pas gratuite
   *[other] { $count } ne sont pas gratuites
  }
excluded-free = { excluded-not-free }
excluded-not-anonymous = { $count ->
    [one] { $count } demande un nom
   *[other] { $count } demandent un nom
  }
excluded-anonymous = { excluded-not-anonymous }
excluded-closed = { $count ->
    [one] { $count } n’est pas ouverte à ce moment
   *[other] { $count } ne sont pas ouvertes à ce moment
  }
excluded-open = { excluded-closed }
excluded-appointment = { $count ->
    [one] { $count } ne convient pas pour le rendez-vous
   *[other] { $count } ne conviennent pas pour le rendez-vous
  }
excluded-capacity = { $count ->
    [one] { $count } n’a pas ces places
   *[other] { $count } n’ont pas ces places
  }

# What to let go of for more results.
drop-words = les mots
drop-radius = la distance maximale
drop-theme = le thème
drop-commune = la commune
drop-kind = la nature de l’aide
drop-audience = le public
drop-language = la langue
drop-adjustment = l’accueil adapté
drop-free = « Gratuit »
drop-anonymous = « Sans donner son nom »
drop-open = l’heure d’ouverture
drop-appointment = le rendez-vous
drop-capacity = les places
drop-all-filters = tous les filtres

# Languages, as they are called in French.
language-fr = français
language-en = anglais
language-de = allemand
language-it = italien
language-rm = romanche
language-gsw = suisse allemand
language-pt = portugais
language-es = espagnol
language-ca = catalan
language-ro = roumain
language-nl = néerlandais
language-sv = suédois
language-da = danois
language-nb = norvégien
language-no = norvégien
language-fi = finnois
language-is = islandais
language-ga = irlandais
language-el = grec
language-sq = albanais
language-sr = serbe
language-hr = croate
language-bs = bosniaque
language-mk = macédonien
language-sl = slovène
language-sk = slovaque
language-cs = tchèque
language-pl = polonais
language-hu = hongrois
language-bg = bulgare
language-uk = ukrainien
language-ru = russe
language-be = biélorusse
language-et = estonien
language-lv = letton
language-lt = lituanien
language-ka = géorgien
language-hy = arménien
language-az = azéri
language-tr = turc
language-ku = kurde
language-kmr = kurde kurmandji
language-ckb = kurde sorani
language-ar = arabe
language-he = hébreu
language-fa = persan
language-prs = dari
language-ps = pachto
language-ur = ourdou
language-hi = hindi
language-pa = pendjabi
language-bn = bengali
language-gu = gujarati
language-ne = népalais
language-si = cinghalais
language-ta = tamoul
language-te = télougou
language-ml = malayalam
language-mr = marathi
language-bo = tibétain
language-dz = dzongkha
language-mn = mongol
language-kk = kazakh
language-ky = kirghiz
language-tg = tadjik
language-tk = turkmène
language-uz = ouzbek
language-ug = ouïghour
language-zh = chinois
language-yue = cantonais
language-ja = japonais
language-ko = coréen
language-vi = vietnamien
language-th = thaï
language-lo = lao
language-km = khmer
language-my = birman
language-id = indonésien
language-ms = malais
language-tl = tagalog
language-am = amharique
language-ti = tigrinya
language-om = oromo
language-so = somali
language-sw = swahili
language-rw = kinyarwanda
language-rn = kirundi
language-ln = lingala
language-lg = luganda
language-sn = shona
language-zu = zoulou
language-af = afrikaans
language-mg = malgache
language-wo = wolof
language-ff = peul
language-bm = bambara
language-dyu = dioula
language-mnk = mandingue
language-ha = haoussa
language-ig = igbo
language-yo = yoruba
language-ee = éwé
language-ak = akan
language-ber = berbère
language-kab = kabyle
language-shi = tachelhit
language-ht = créole haïtien
language-oc = occitan
language-br = breton
language-eu = basque
language-co = corse
language-gl = galicien
language-rom = romani
language-eo = espéranto
language-mt = maltais
language-lb = luxembourgeois
language-mul = plusieurs langues
language-ssr = langue des signes suisse romande
language-sgg = langue des signes suisse alémanique
language-slf = langue des signes suisse italienne
language-fsl = langue des signes française
language-ils = signes internationaux
