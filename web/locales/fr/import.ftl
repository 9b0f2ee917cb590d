# Importing a file of another directory.

import-show-title = Importer un annuaire
import-show-lead = Un fichier au format français des lieux de médiation numérique, en CSV ou en JSON.
import-show-failed = Rien n’a été importé
import-form-title = Choisir un fichier
import-form-file = Fichier
import-form-hint = 64 Mo au plus. Le texte est en UTF-8, les colonnes séparées par des virgules.
import-form-mode = Que faire ?
import-form-try = Vérifier seulement
import-form-try-hint = Vous voyez ce qui changerait. Rien n’est écrit.
import-form-real = Importer
import-form-real-hint = Ce que quelqu’un a vérifié à la main n’est pas touché.
import-form-go = Continuer
import-report-tried = Vérification de { $name } : rien n’est écrit
import-report-tried-next = Si cela vous convient, choisissez encore une fois le fichier, puis « Importer ».
import-report-done = { $name } est importé
import-report-done-next = Les offres se trouvent tout de suite dans la recherche. Un deuxième import du même fichier ne change rien.
import-count-rows = Lignes
import-count-added = Nouvelles
import-count-changed = Changées
import-count-unchanged = Inchangées
import-count-protected = Gardées, vérifiées à la main
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
import-lines-change = « { $before } » devient « { $after } »

import-file-empty = Le fichier est vide. Exportez-le encore une fois.
import-file-too-large = Le fichier dépasse 64 Mo, ou l’envoi a été coupé. Partagez-le en plusieurs fichiers.
import-file-not-utf8 = Le texte n’est pas en UTF-8. Enregistrez le fichier « CSV UTF-8 », puis recommencez.
import-file-wrong-delimiter = Les colonnes ne sont pas séparées par des virgules. Exportez le fichier avec des virgules.
import-file-truncated = La fin du fichier manque. Téléchargez-le encore une fois.
import-file-missing-columns = Il manque des colonnes obligatoires. Est-ce bien le format des lieux de médiation numérique ?
import-file-not-a-list = Le fichier n’est pas une liste de lieux.
import-file-malformed = Le fichier ne se lit pas. Est-ce bien un fichier CSV ou JSON ?

import-reason-missing = Il manque une valeur obligatoire
import-reason-duplicate-id = Une autre ligne a le même identifiant
import-reason-field-count = La ligne a trop ou trop peu de colonnes
import-reason-not-an-object = La ligne n’est pas lisible
import-reason-wrong-type = La valeur n’est pas du bon genre
import-reason-invalid = La valeur n’a pas la forme attendue
import-reason-unknown-value = Ce mot n’est pas dans la liste
import-reason-no-counterpart = Ce mot d’un ancien format n’a pas d’équivalent
import-reason-placeholder = Une valeur qui ne veut rien dire
import-reason-unlikely-date = La date n’est pas vraisemblable
import-reason-coordinates-swapped = Latitude et longitude semblent échangées
import-reason-coordinates-elsewhere = Le point n’est pas dans cette commune
import-reason-unreadable-hours = Horaires gardés tels quels, non compris
import-reason-unusual-phone = Numéro gardé tel quel
import-reason-only-first-kept = Seule la première valeur est gardée
import-reason-too-long = Trop long, coupé
import-reason-differs-from-organization = Une autre ligne de la même structure dit autre chose
import-reason-unknown-column = Colonne inconnue, non lue
field-error-file-required = Choisissez un fichier.
