# Importing a file of another directory.

import-show-title = Importer un annuaire
import-show-lead = Vous voyez d’abord ce qui changerait. Rien n’est écrit avant votre accord.
import-show-failed = { $name } n’est pas importé
import-form-title = Choisir un fichier
import-form-format = Format du fichier
import-form-file = Fichier
import-form-hint = 64 Mo au plus, en UTF-8. CSV, ou JSON pour les lieux de médiation numérique.
import-form-go = Vérifier le fichier
import-form-template = Télécharger le modèle CSV
import-format-mednum = Lieux de médiation numérique
import-format-mednum-hint = Schéma 1.0, celui des fichiers récents.
import-format-mednum-v0 = Lieux de médiation numérique, ancien schéma
import-format-mednum-v0-hint = Listes séparées par des points-virgules, quinze services.
import-format-csv = CSV simple
import-format-csv-hint = Notre modèle, rempli dans un tableur, ou un export d’un autre Relais.
import-runs-title = Derniers imports
import-runs-hint = Un rapport reste lisible 30 jours.
import-state-staging = Lecture interrompue
import-state-staged = À vérifier
import-state-applying = En cours
import-state-applied = Importé
import-report-title = Rapport d’import
import-report-heading = Import de { $name }
import-report-back = Tous les imports
import-report-lead-staging = La lecture de ce fichier s’est arrêtée en route. Rien n’est écrit. Abandonnez cet import, puis choisissez le fichier encore une fois.
import-report-lead-staged = Rien n’est encore écrit. Lisez ce qui changerait, puis décidez.
import-report-lead-applying = L’import est en cours. Vous pouvez continuer à travailler.
import-report-lead-applied = L’import est terminé. Les offres se trouvent tout de suite dans la recherche.
import-report-apply = Appliquer
import-report-drop = Abandonner
import-report-resume = Reprendre l’import
import-report-nothing = Ce fichier ne change rien dans l’annuaire.
import-report-progress = { $done } lignes traitées sur { $rows }
import-report-progress-next = Cette page se met à jour toute seule. Si le nombre ne bouge plus, appuyez sur « Reprendre l’import ». Rien ne sera écrit deux fois.
flash-import-dropped = L’import est abandonné. Rien n’a été écrit.
import-count-rows = Lignes
import-count-added = Nouvelles
import-count-changed = Changées
import-count-unchanged = Inchangées
import-count-protected = Gardées, vérifiées à la main
import-count-echo = Venues de chez nous
import-count-refused = Refusées
import-lines-refused = { $count ->
    [one] Une ligne refusée
   *[other] { $count } lignes refusées
  }
import-lines-differences = { $count ->
    [one] Une différence avec l’annuaire
   *[other] { $count } différences avec l’annuaire
  }
import-lines-remarks = { $count ->
    [one] Une remarque
   *[other] { $count } remarques
  }
import-lines-first = Les { $count } premières. La commande « relais import » les montre toutes.
import-lines-row = Ligne { $row }, { $field }
import-lines-column = Colonne { $field }
import-lines-change = « { $before } » devient « { $after } »

import-file-empty = Le fichier est vide. Exportez-le encore une fois.
import-file-too-large = Le fichier dépasse 64 Mo, ou l’envoi a été coupé. Partagez-le en plusieurs fichiers.
import-file-spreadsheet = C’est un classeur de tableur. Enregistrez la feuille au format « CSV UTF-8 », puis choisissez ce fichier.
import-file-archive = C’est une archive compressée. Ouvrez-la, puis choisissez le fichier CSV ou JSON qu’elle contient.
import-file-pdf = C’est un document PDF. Demandez le même contenu en CSV ou en JSON.
import-file-web-page = C’est une page web. Le lien menait peut-être à une page d’accueil : téléchargez le fichier lui-même.
import-file-picture = C’est une image. Choisissez le fichier CSV ou JSON.
import-file-not-utf8 = Le texte n’est pas en UTF-8. Enregistrez le fichier « CSV UTF-8 », puis recommencez.
import-file-wrong-delimiter = Les colonnes ne sont pas séparées par des virgules. Exportez le fichier avec des virgules.
import-file-truncated = La fin du fichier manque. Téléchargez-le encore une fois.
import-file-missing-columns = Il manque des colonnes obligatoires. Vérifiez le format choisi. Manquent :
import-file-not-a-list = Le fichier n’est pas une liste de lieux.
import-file-malformed = Le fichier ne se lit pas. Est-ce bien un fichier CSV ou JSON ?

import-reason-missing = Il manque une valeur obligatoire. Remplissez la colonne
import-reason-duplicate-id = Une autre ligne a le même identifiant
import-reason-field-count = La ligne a trop ou trop peu de colonnes
import-reason-not-an-object = La ligne n’est pas lisible
import-reason-wrong-type = La valeur n’est pas du bon genre
import-reason-invalid = La valeur n’a pas la forme attendue
import-reason-unknown-value = Ce mot n’est pas dans la liste
import-reason-no-counterpart = Ce mot d’un ancien format n’a pas d’équivalent
import-reason-placeholder = Une valeur qui ne veut rien dire
import-reason-wrong-check-digit = Numéro laissé de côté : le chiffre de contrôle est faux. Vérifiez le numéro au registre
import-reason-example = Ligne d’exemple du modèle, jamais importée
import-reason-unlikely-date = La date n’est pas vraisemblable
import-reason-coordinates-swapped = Latitude et longitude semblent échangées
import-reason-coordinates-elsewhere = Le point n’est pas là où est l’adresse. Corrigez latitude et longitude
import-reason-coordinates-in-lake = Le point est dans un lac. Corrigez latitude et longitude
import-reason-unreadable-hours = Horaires gardés tels quels, non compris. Écrivez-les comme « Mo-Fr 09:00-12:00 »
import-reason-over-midnight = La fermeture est avant l’ouverture. Horaires gardés tels quels, à vérifier
import-reason-unusual-phone = Numéro gardé tel quel
import-reason-only-first-kept = Seule la première valeur est gardée
import-reason-too-long = Trop long, coupé
import-reason-differs-from-organization = Une autre ligne de la même structure dit autre chose
import-reason-unknown-column = Colonne inconnue, non lue
field-error-file-required = Choisissez un fichier.
