//! The words of help for arguments and options.

/// Name of an option (after its command where it differs from others of that name), French, English.
pub(crate) const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "workspace",
        "Dossier de l'espace de travail, au lieu de celui de l'application (ou ESSAIM_WORKSPACE)",
        "Folder of the workspace, instead of the application's (or ESSAIM_WORKSPACE)",
    ),
    (
        "json",
        "Répondre par un seul objet JSON",
        "Answer with one JSON object",
    ),
    (
        "lang",
        "Langue des messages : fr (par défaut) ou en",
        "Language of messages: fr (default) or en",
    ),
    (
        "limits",
        "Plafonds des paquets : mail, default ou network",
        "Caps for bundles: mail, default or network",
    ),
    (
        "keystore",
        "Dossier des clés, au lieu du trousseau du système (ou ESSAIM_KEYSTORE)",
        "Folder of keys, instead of the system's keychain (or ESSAIM_KEYSTORE)",
    ),
    ("help", "Afficher cette aide", "Show this help"),
    ("version", "Afficher la version", "Show the version"),
    (
        "insee",
        "Commune, par son code Insee",
        "Commune, by its Insee code",
    ),
    (
        "siren",
        "Intercommunalité, par son SIREN",
        "Intercommunality, by its SIREN",
    ),
    (
        "name",
        "Autre organisme, par son nom",
        "Another body, by its name",
    ),
    (
        "person",
        "Nom de la personne à ce poste",
        "Name of the person at this desktop",
    ),
    ("service", "Son service", "Their service"),
    (
        "programme",
        "Seulement ce qui concerne ce dispositif",
        "Only what belongs to this programme",
    ),
    (
        "kind",
        "Type, par son nom anglais (voir « schema »)",
        "Kind, by its name (see \"schema\")",
    ),
    (
        "export kind",
        "Toutes nos fiches de ce type",
        "All our records of this kind",
    ),
    (
        "file",
        "Fichier JSON ; « - » lit l'entrée standard",
        "JSON file; \"-\" reads the standard input",
    ),
    ("inspect file", "Le paquet", "The bundle"),
    ("verify file", "Le paquet", "The bundle"),
    ("files", "Les paquets", "The bundles"),
    (
        "import files",
        "Les paquets, ou un dossier qui en contient",
        "The bundles, or a folder of them",
    ),
    ("id", "Identifiant de l'élément", "Id of the record"),
    (
        "conditions",
        "Seulement ceux dont ce champ a cette valeur ; plusieurs fois : toutes à la fois. Un point mène dans une structure : actual_cost.amount",
        "Only those whose field has this value; several times: all of them. A dot leads into a structure: actual_cost.amount",
    ),
    (
        "sort",
        "Champ de tri ; « -champ » pour l'ordre inverse",
        "Field to sort by; \"-field\" for the reverse order",
    ),
    ("limit", "Au plus ce nombre", "At most so many"),
    (
        "text",
        "Les mots cherchés ; le dernier peut être incomplet",
        "The words to find; the last one may be unfinished",
    ),
    (
        "out",
        "Fichier à écrire ; dans un dossier existant, un nom est donné et rien n'est remplacé",
        "File to write; in a folder that is there, a name is given and nothing is replaced",
    ),
    (
        "request",
        "La demande du nouveau poste",
        "The new desktop's request",
    ),
    (
        "answer",
        "La réponse à la demande",
        "The answer to the request",
    ),
    (
        "key certify words",
        "Les six mots lus sur le nouveau poste : s'ils sont autres, rien n'est fait",
        "The six words read out on the new desktop: if they differ, nothing is done",
    ),
    (
        "without_content",
        "Sans le contenu de l'espace, qui viendra par le dossier partagé",
        "Without the workspace's content, which will come by the shared folder",
    ),
    (
        "folder",
        "Le dossier, ou la clé",
        "The folder, or the stick",
    ),
    (
        "record",
        "Identifiant d'une fiche à envoyer ; plusieurs fois possible",
        "Id of a record to send; may be repeated",
    ),
    ("all", "Tout ce qui peut partir", "All that may leave"),
    (
        "publish",
        "Publier d'abord les brouillons choisis",
        "Publish the drafts chosen first",
    ),
    (
        "purpose",
        "Ce à quoi sert le paquet : share (partager) ou feedback (répondre à un auteur)",
        "What the bundle is for: share, or feedback (to answer an author)",
    ),
    (
        "carrier",
        "Forme : essaim ; zip (les mêmes octets) ; eml, un brouillon de courriel avec le paquet joint, en plusieurs s'il le faut ; pdf, la fiche imprimable qui porte le paquet",
        "Shape: essaim; zip (the same bytes); eml, an e-mail draft with the bundle attached, several if need be; pdf, the printable sheet that carries the bundle",
    ),
    (
        "to",
        "À qui il est envoyé, pour le registre : un correspondant par son identifiant, ou un nom",
        "To whom it is sent, for the register: a correspondent by id, or a name",
    ),
    ("project", "Identifiant du projet", "Id of the project"),
    (
        "sections",
        "Section du rapport : identity, progress, steps, indicators, budget, funding, risks, decisions, lessons, journal ; plusieurs fois possible. Sans elle, toutes sauf le journal",
        "Section of the report: identity, progress, steps, indicators, budget, funding, risks, decisions, lessons, journal; may be repeated. Without it, all but the journal",
    ),
    (
        "feedback id",
        "Identifiant de la fiche reçue, ou du projet commencé d'après elle",
        "Id of the sheet received, or of the project started from it",
    ),
    (
        "max_size",
        "Taille à ne pas dépasser, en Mio",
        "Size not to be exceeded, in MiB",
    ),
    (
        "passphrase_file",
        "Fichier dont la première ligne est le mot de passe (ou ESSAIM_PASSPHRASE)",
        "File whose first line is the passphrase (or ESSAIM_PASSPHRASE)",
    ),
    (
        "accept_unknown",
        "Accepter l'expéditeur inconnu : son contenu ne reste pas à l'écart",
        "Accept the unknown sender: its content does not stay apart",
    ),
    (
        "import",
        "Identifiant d'un import du registre (voir « imports »)",
        "Id of an import of the register (see \"imports\")",
    ),
    (
        "put_back",
        "Remettre les valeurs d'avant dans ce qui a été écrit depuis cet import",
        "Put back the values from before in what was written since that import",
    ),
    (
        "field",
        "Chemin du champ, comme « conflicts » le donne",
        "Path of the field, as \"conflicts\" gives it",
    ),
    (
        "organisation",
        "Identifiant d'une collectivité (voir « correspondents ») ; sans lui, la vôtre",
        "Id of an organisation (see \"correspondents\"); without it, yours",
    ),
    (
        "correspondent",
        "Identifiant du correspondant (voir « correspondents »)",
        "Id of the correspondent (see \"correspondents\")",
    ),
    ("words", "Les six mots entendus", "The six words heard"),
    (
        "device",
        "Identifiant du poste (voir « key show »)",
        "Id of the desktop (see \"key show\")",
    ),
    (
        "from",
        "Premier numéro qui ne compte plus ; par défaut, le premier qui n'est pas encore ici",
        "First number that does not count; by default, the first that is not here yet",
    ),
    (
        "value_of",
        "Le poste dont la valeur est retenue",
        "The desktop whose value is kept",
    ),
    (
        "backup to",
        "Fichier de sauvegarde à écrire",
        "Backup file to write",
    ),
    (
        "second_place",
        "Dossier des secondes sauvegardes : partage, clé USB ; retenu pour les suivantes",
        "Folder of the second backups: share, stick; remembered for the next ones",
    ),
    (
        "backup verify",
        "Vérifie cette sauvegarde au lieu d'en faire une",
        "Verify this backup instead of making one",
    ),
    ("restore file", "La sauvegarde", "The backup"),
    (
        "backup passphrase_file",
        "Fichier dont la première ligne est la phrase de passe ; « - » lit l'entrée standard",
        "File whose first line is the passphrase; \"-\" reads the standard input",
    ),
    (
        "restore passphrase_file",
        "Fichier dont la première ligne est la phrase de passe ; « - » lit l'entrée standard",
        "File whose first line is the passphrase; \"-\" reads the standard input",
    ),
    (
        "take",
        "Une partie à reprendre de la fiche d'origine (« part ») ; peut être répétée",
        "A part to take over from the source (\"part\"); may be repeated",
    ),
    (
        "seen",
        "C'est vu : ne plus le signaler avant un nouveau changement",
        "Seen: not told again before the next change",
    ),
    (
        "resolve both",
        "Garder toutes les valeurs : textes l'un après l'autre, relevés côte à côte",
        "Keep all values: texts one after the other, readings side by side",
    ),
    (
        "resolve write",
        "Une autre valeur, en JSON ; ce qui n'en est pas est un texte",
        "Another value, as JSON; what is not JSON is a text",
    ),
    (
        "resolve keep",
        "Garder ce que l'un a supprimé et l'autre modifié",
        "Keep what one deleted and another wrote",
    ),
    ("resolve delete", "Le supprimer", "Delete it"),
    (
        "erasures person",
        "Le nom à écrire dans les demandes",
        "The name to be written in the requests",
    ),
    (
        "erasures out",
        "Dossier où écrire un brouillon de courriel par destinataire ; créé s'il n'existe pas",
        "Folder for an e-mail draft for each recipient; made where there is none",
    ),
    (
        "asked",
        "La demande est faite à ce destinataire (« key »)",
        "This recipient (\"key\") was asked",
    ),
    (
        "key request out",
        "Fichier de la demande ; un fichier de ce nom est remplacé",
        "File of the request; a file of that name is replaced",
    ),
    (
        "key certify out",
        "Fichier de la réponse ; un fichier de ce nom est remplacé",
        "File of the answer; a file of that name is replaced",
    ),
    (
        "key sheet out",
        "Page à imprimer, ou texte si le nom finit par .txt ; rien n'est remplacé",
        "Page to print, or text if the name ends in .txt; nothing is replaced",
    ),
    (
        "words_file",
        "Fichier des 24 mots ; « - » lit l'entrée standard",
        "File of the 24 words; \"-\" reads the standard input",
    ),
    (
        "person text",
        "Son nom ou son adresse électronique",
        "Their name or e-mail address",
    ),
    (
        "export",
        "Tableau à écrire (CSV) pour la personne qui demande ce qui la concerne",
        "Table to write (CSV) for the person who asks what is held",
    ),
    (
        "person erase",
        "Effacer tout ce qui la mentionne, pour de bon",
        "Erase all that mentions them, for good",
    ),
    (
        "erase field",
        "Champ, ou début de chemin : « description », « themes »",
        "Field, or the beginning of a path: \"description\", \"themes\"",
    ),
];
