//! The words of help: for each command what it does, reads, writes and returns; for each option what it is for.

mod arguments;
mod desktops;
mod key;
mod sheet;

pub(crate) use arguments::ARGUMENTS;

/// The words of a command, by its name: `add`, `key request`.
pub(crate) fn command(name: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let mut all = COMMANDS
        .iter()
        .chain(desktops::COMMANDS)
        .chain(key::COMMANDS)
        .chain(sheet::COMMANDS);
    all.find(|text| text.0 == name)
}

/// Name of a command, French, English. The first line is the short form.
const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "essaim-cli",
        "Essaim depuis un terminal : suivre, partager et recevoir des solutions entre communes.\n\nAvec --json, la réponse est un seul objet JSON. Code de sortie : 0 fait, 1 refusé, 2 mauvaise commande.",
        "Essaim from a terminal: track, share and receive solutions between communes.\n\nWith --json, the answer is one JSON object. Exit status: 0 done, 1 refused, 2 wrong usage.",
    ),
    (
        "init",
        "Crée un espace de travail et ses clés.\n\nLit : la liste officielle des communes et intercommunalités.\nÉcrit : un dossier neuf, et les clés dans le trousseau.\nRend : {\"workspace\",\"organisation\",\"name\",\"insee\"}.",
        "Creates a workspace and its keys.\n\nReads: the official list of communes and intercommunalities.\nWrites: a new folder, and the keys into the keystore.\nReturns: {\"workspace\",\"organisation\",\"name\",\"insee\"}.",
    ),
    (
        "starter",
        "Charge le contenu de départ : fiches et projets écrits d'après des sources publiques.\n\nLit : le contenu livré avec le programme.\nÉcrit : les exemples qui ne sont pas encore là, en une opération.\nRend : {\"ids\":[…]}.",
        "Loads the starter content: sheets and projects written from public sources.\n\nReads: the content shipped with the program.\nWrites: the samples that are not there yet, as one operation.\nReturns: {\"ids\":[…]}.",
    ),
    (
        "add",
        "Crée des éléments d'un type.\n\nLit : un objet JSON, ou un par ligne ; les champs par leur nom (voir « schema »), un « id » s'il y en a un, les listes imbriquées, attachments: [{path, caption}] relatif au fichier.\nÉcrit : tout en une seule opération, ou rien.\nRend : {\"ids\":[…]}, dans l'ordre reçu.",
        "Creates records of a kind.\n\nReads: one JSON object, or one a line; fields by name (see \"schema\"), an \"id\" if it has one, nested lists, attachments: [{path, caption}] relative to the file.\nWrites: all of it in one operation, or nothing.\nReturns: {\"ids\":[…]}, in the order given.",
    ),
    (
        "set",
        "Modifie ce qui est nommé, et rien d'autre.\n\nLit : un objet JSON partiel ; les éléments de liste sont reconnus à leur « id », null vide un champ, {\"id\":…,\"deleted\":true} supprime un élément de liste.\nÉcrit : une opération.\nRend : {\"id\",\"revision\"}.",
        "Changes what is named, and nothing else.\n\nReads: a partial JSON object; list items are matched by their \"id\", null empties a field, {\"id\":…,\"deleted\":true} deletes a list item.\nWrites: one operation.\nReturns: {\"id\",\"revision\"}.",
    ),
    (
        "show",
        "Montre un élément en entier.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : tous ses champs, et id, kind, owner, revision (toutes les têtes, triées).",
        "Shows a whole record.\n\nReads: the workspace.\nWrites: nothing.\nReturns: all its fields, and id, kind, owner, revision (all heads, sorted).",
    ),
    (
        "list",
        "Liste les éléments d'un type.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"items\":[{\"id\",\"kind\",\"title\",…}],\"total\"} ; total compte aussi ce que --limit ne montre pas.",
        "Lists the records of a kind.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"items\":[{\"id\",\"kind\",\"title\",…}],\"total\"}; total also counts what --limit does not show.",
    ),
    (
        "history",
        "Montre l'histoire d'un élément, champ par champ, la plus récente d'abord.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"id\",\"history\":[{\"revision\",\"date\",\"device\",\"person\",\"changes\":[…]}]}.",
        "Shows the history of a record, field by field, newest first.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"id\",\"history\":[{\"revision\",\"date\",\"device\",\"person\",\"changes\":[…]}]}.",
    ),
    (
        "search",
        "Cherche partout, sans se soucier des accents ni des pluriels.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"hits\":[{\"id\",\"kind\",\"title\",\"snippet\"}],\"total\"}.",
        "Searches everything, whatever the accents and plurals.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"hits\":[{\"id\",\"kind\",\"title\",\"snippet\"}],\"total\"}.",
    ),
    (
        "publish",
        "Publie une fiche : la version affichée peut partir.\n\nLit : l'espace de travail.\nÉcrit : une opération.\nRend : {\"id\",\"state\",\"revision\"}.",
        "Publishes a sheet: the version shown may leave.\n\nReads: the workspace.\nWrites: one operation.\nReturns: {\"id\",\"state\",\"revision\"}.",
    ),
    (
        "withdraw",
        "Retire une fiche publiée : le prochain paquet le dira.\n\nLit : l'espace de travail.\nÉcrit : une opération.\nRend : {\"id\",\"state\"}.",
        "Withdraws a published sheet: the next bundle will say so.\n\nReads: the workspace.\nWrites: one operation.\nReturns: {\"id\",\"state\"}.",
    ),
    (
        "report",
        "Tire d'un projet un rapport à partager, en brouillon, des sections nommées.\n\nLit : le projet et ce qu'il contient ; jamais les personnes ni les contacts ; le journal seulement s'il est nommé.\nÉcrit : un rapport, en une opération.\nRend : {\"id\",\"kind\"} du rapport.",
        "Draws up a report of a project to be shared, a draft, from the sections named.\n\nReads: the project and what is inside it; never persons nor contacts; the journal only when it is named.\nWrites: a report, as one operation.\nReturns: {\"id\",\"kind\"} of the report.",
    ),
    (
        "feedback",
        "Écrit un retour d'expérience, en brouillon, sur une fiche reçue ou sur celle d'où vient un projet.\n\nLit : la fiche, ou le projet, qui remplit le retour d'avance ; le fichier complète.\nÉcrit : un retour et, depuis un projet, la reprise de la fiche, en une opération.\nRend : {\"id\",\"kind\"} du retour.",
        "Writes feedback, a draft, on a sheet that was received or on the one a project was started from.\n\nReads: the sheet, or the project, which fills the feedback in beforehand; the file completes it.\nWrites: feedback and, from a project, the adoption of the sheet, as one operation.\nReturns: {\"id\",\"kind\"} of the feedback.",
    ),
    (
        "export",
        "Écrit un paquet signé avec les fiches publiées choisies et ce qui les accompagne.\n\nLit : l'espace de travail.\nÉcrit : le fichier de --out, jamais à moitié ; avec --publish, publie d'abord ; --purpose feedback répond à un seul auteur et lui dit ce qui a été reçu de lui.\nRend : {\"bundle_id\",\"file\",\"bytes\",\"records\":[…],\"left_out\":[{\"what\",\"why\"}]} ; « files » s'il y en a plusieurs, « letter » avec eml.",
        "Writes a signed bundle with the published records chosen and what comes along.\n\nReads: the workspace.\nWrites: the file of --out, never half of it; with --publish, publishes first; --purpose feedback answers one author and tells them what has come of theirs.\nReturns: {\"bundle_id\",\"file\",\"bytes\",\"records\":[…],\"left_out\":[{\"what\",\"why\"}]}; \"files\" when there are several, \"letter\" with eml.",
    ),
    (
        "inspect",
        "Dit ce qu'un paquet contient, sans espace de travail.\n\nLit : le fichier.\nÉcrit : rien.\nRend : {\"bundle_id\",\"carrier\",\"container\",\"sender\",\"records\":[…],\"entries\":[…]}.",
        "Tells what a bundle holds, without a workspace.\n\nReads: the file.\nWrites: nothing.\nReturns: {\"bundle_id\",\"carrier\",\"container\",\"sender\",\"records\":[…],\"entries\":[…]}.",
    ),
    (
        "verify",
        "Vérifie chaque partie d'un paquet, sans espace de travail.\n\nLit : le fichier.\nÉcrit : rien.\nRend : {\"valid\",\"container\",\"carrier\",\"sender\",\"parts\":[{\"name\",\"ok\",\"code\"}]} ; code de sortie 1 si une partie ne tient pas.",
        "Checks every part of a bundle, without a workspace.\n\nReads: the file.\nWrites: nothing.\nReturns: {\"valid\",\"container\",\"carrier\",\"sender\",\"parts\":[{\"name\",\"ok\",\"code\"}]}; status 1 unless all hold.",
    ),
    (
        "plan",
        "Dit ce qu'un import ferait.\n\nLit : les fichiers et l'espace de travail.\nÉcrit : rien.\nRend : {\"bundle_id\",\"sender\",\"new\",\"updated\",\"known\",\"conflicts\",\"refused\",\"missing_attachments\"} ; pour plusieurs fichiers, {\"plans\":[…]}.",
        "Tells what an import would do.\n\nReads: the files and the workspace.\nWrites: nothing.\nReturns: {\"bundle_id\",\"sender\",\"new\",\"updated\",\"known\",\"conflicts\",\"refused\",\"missing_attachments\"}; for several files, {\"plans\":[…]}.",
    ),
    (
        "import",
        "Importe des paquets, ou tous ceux d'un dossier et de ses sous-dossiers.\n\nLit : les fichiers, triés par nom ; ce que l'expéditeur inconnu envoie reste à l'écart sans --accept-unknown.\nÉcrit : une seule opération, annulable ; chaque paquet s'annule aussi seul.\nRend : {\"imports\":[{\"import_id\",\"file\",… comme plan}]} ; pour plusieurs fichiers aussi \"totals\", et « failed » avec le code de sortie 1 si un fichier est refusé.",
        "Imports bundles, or all those of a folder and the folders in it.\n\nReads: the files, sorted by name; what an unknown sender sends stays apart without --accept-unknown.\nWrites: one operation, which can be undone; each bundle can also be undone alone.\nReturns: {\"imports\":[{\"import_id\",\"file\",… as plan}]}; for several files also \"totals\", and \"failed\" with status 1 when a file is refused.",
    ),
    (
        "imports",
        "Montre le registre de ce qui a été reçu et envoyé.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"imports\":[{\"import_id\",\"file\",\"bundle_id\",\"date\",\"undone\",\"sender\",\"counts\"}],\"total\",\"sent\":[{\"number\",\"file\",\"bundle_id\",\"date\",\"purpose\",\"to\",\"records\",\"arrived\"}]}.",
        "Shows the register of what was received and sent.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"imports\":[{\"import_id\",\"file\",\"bundle_id\",\"date\",\"undone\",\"sender\",\"counts\"}],\"total\",\"sent\":[{\"number\",\"file\",\"bundle_id\",\"date\",\"purpose\",\"to\",\"records\",\"arrived\"}]}.",
    ),
    (
        "undo",
        "Annule la dernière opération, ou un import du registre.\n\nLit : l'espace de travail.\nÉcrit : ce qui défait l'opération ; rien n'est effacé.\nRend : {\"undone\":{\"operation\",\"title\"}}, ou {\"undone\":{\"import_id\"},\"remaining\":[{\"id\",\"kind\",\"title\",\"why\",\"proposed\":[{\"path\",\"now\",\"before\"}]}]} : ce qui a été écrit depuis reste, avec les valeurs d'avant ; --put-back les remet et rend {\"put_back\":{\"import_id\",\"records\"}}.",
        "Undoes the last operation, or an import of the register.\n\nReads: the workspace.\nWrites: what takes the operation back; nothing is erased.\nReturns: {\"undone\":{\"operation\",\"title\"}}, or {\"undone\":{\"import_id\"},\"remaining\":[{\"id\",\"kind\",\"title\",\"why\",\"proposed\":[{\"path\",\"now\",\"before\"}]}]}: what was written since stays, with the values from before; --put-back puts those back and returns {\"put_back\":{\"import_id\",\"records\"}}.",
    ),
    (
        "redo",
        "Rétablit la dernière opération annulée.\n\nLit : l'espace de travail.\nÉcrit : ce qui refait l'opération.\nRend : {\"redone\":{\"operation\",\"title\"}}.",
        "Does the operation that was last undone again.\n\nReads: the workspace.\nWrites: what does the operation again.\nReturns: {\"redone\":{\"operation\",\"title\"}}.",
    ),
    (
        "conflicts",
        "Montre ce qui est à trancher : les valeurs que plusieurs postes ont écrites chacun de son côté, et ce que l'un a supprimé pendant qu'un autre l'écrivait.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"conflicts\":[{\"id\",\"kind\",\"title\",\"trashed\",\"field\",\"label\",\"item\",\"asked\":\"value|item_deleted|record_trashed\",\"values\":[{\"device\",\"person\",\"service\",\"organisation\",\"here\",\"date\",\"says\":\"value|deleted|written\",\"value\",\"changes\"}],\"both\":{\"offered\",\"value\",\"why\"}}],\"total\"} ; la valeur affichée en attendant vient en premier.",
        "Shows what is to be decided: values that several desktops wrote without each other, and what one deleted while another wrote it.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"conflicts\":[{\"id\",\"kind\",\"title\",\"trashed\",\"field\",\"label\",\"item\",\"asked\":\"value|item_deleted|record_trashed\",\"values\":[{\"device\",\"person\",\"service\",\"organisation\",\"here\",\"date\",\"says\":\"value|deleted|written\",\"value\",\"changes\"}],\"both\":{\"offered\",\"value\",\"why\"}}],\"total\"}; the value displayed meanwhile comes first.",
    ),
    (
        "resolve",
        "Tranche : garde la valeur d'un poste, toutes, une autre, ou dit si ce qui a été supprimé reste.\n\nLit : l'espace de travail.\nÉcrit : une opération, annulable : la question est alors posée de nouveau.\nRend : {\"id\",\"revision\"}.",
        "Settles: keeps the value of a desktop, all of them, another one, or says whether what was deleted stays.\n\nReads: the workspace.\nWrites: one operation, which can be undone: the question is then asked again.\nReturns: {\"id\",\"revision\"}.",
    ),
    (
        "source",
        "Dit de quoi une fiche ou un projet a été fait, ce qui y a changé depuis, et ce qui en a été fait.\n\nLit : l'espace de travail.\nÉcrit : rien ; avec --take, reprend ces parties (le reste est encore signalé), et avec --seen, note que c'est vu : une opération.\nRend : {\"id\",\"source\":{\"id\",\"owner\",\"title\",\"revision\":[…]} | null,\"changed\",\"compared_with\":[…],\"parts\":[{\"part\",\"label\",\"item\",\"here\":\"as_adapted|rewritten|same|nowhere\",\"changes\":[{\"path\",\"label\",\"before\",\"after\"}],\"ours\":[…]}],\"adaptations\":[{\"id\",\"kind\",\"title\",\"owner\"}]}.",
        "Tells what a sheet or project was made from, what changed there since, and what was made from it.\n\nReads: the workspace.\nWrites: nothing; with --take, takes those parts over (the rest is still told), and with --seen, notes that it was seen: one operation.\nReturns: {\"id\",\"source\":{\"id\",\"owner\",\"title\",\"revision\":[…]} | null,\"changed\",\"compared_with\":[…],\"parts\":[{\"part\",\"label\",\"item\",\"here\":\"as_adapted|rewritten|same|nowhere\",\"changes\":[{\"path\",\"label\",\"before\",\"after\"}],\"ours\":[…]}],\"adaptations\":[{\"id\",\"kind\",\"title\",\"owner\"}]}.",
    ),
    (
        "check",
        "Vérifie l'espace de travail : fichier, signatures, pièces, et listes comparées à une reconstruction.\n\nLit : tout l'espace de travail.\nÉcrit : rien.\nRend : {\"ok\",\"revisions\",\"attachments\",\"problems\":[…]} ; code de sortie 1 s'il y a un problème.",
        "Checks the workspace: file, revisions, attachments, and lists against a rebuild.\n\nReads: the whole workspace.\nWrites: nothing.\nReturns: {\"ok\",\"revisions\",\"attachments\",\"problems\":[…]}; status 1 when there is a problem.",
    ),
    (
        "rebuild",
        "Recalcule les listes et l'index d'après les révisions.\n\nLit : toutes les révisions.\nÉcrit : les listes et l'index.\nRend : {\"rebuilt\":true}.",
        "Computes lists and index anew from the revisions.\n\nReads: all revisions.\nWrites: lists and index.\nReturns: {\"rebuilt\":true}.",
    ),
    (
        "backup",
        "Écrit une sauvegarde chiffrée de tout : base, pièces, clé de la collectivité.\n\nLit : l'espace de travail. La phrase de passe de --passphrase-file vaut pour cette sauvegarde et les suivantes. La première fois, sans elle, six mots sont tirés et rendus une seule fois : notez-les.\nÉcrit : le fichier de --to, jamais à moitié ; sans --to, une sauvegarde à chaque emplacement choisi. Avec --verify, rien.\nRend : {\"file\",\"bytes\",\"attachments\",\"missing\"}, \"second\" pour l'autre emplacement, \"passphrase\" la première fois ; avec --verify : {\"name\",\"organisation\",\"made\",\"files\" (null sans phrase de passe),\"bytes\"}.",
        "Writes an encrypted backup of everything: database, attachments, the organisation's key.\n\nReads: the workspace. The passphrase of --passphrase-file holds for this backup and the next ones. The first time, without it, six words are drawn and returned once: write them down.\nWrites: the file of --to, never half of it; without --to, a backup at each chosen place. With --verify, nothing.\nReturns: {\"file\",\"bytes\",\"attachments\",\"missing\"}, \"second\" for the other place, \"passphrase\" the first time; with --verify: {\"name\",\"organisation\",\"made\",\"files\" (null without a passphrase),\"bytes\"}.",
    ),
    (
        "restore",
        "Rouvre un espace de travail depuis une sauvegarde, dans un dossier qui n'en a pas, comme nouveau poste de la collectivité.\n\nLit : la sauvegarde, et la phrase de passe sur l'entrée standard ou dans --passphrase-file.\nÉcrit : l'espace de travail et de nouvelles clés ; ce qui existe n'est jamais remplacé.\nRend : {\"workspace\",\"organisation\",\"name\",\"made\",\"check\"}.",
        "Brings a workspace back from a backup, into a folder that holds none, as a new desktop of the organisation.\n\nReads: the backup, and the passphrase from the standard input or --passphrase-file.\nWrites: the workspace and new keys; what exists is never replaced.\nReturns: {\"workspace\",\"organisation\",\"name\",\"made\",\"check\"}.",
    ),
    (
        "person",
        "Cherche une personne partout, anciennes versions comprises.\n\nLit : l'espace de travail, sauf le contenu des pièces.\nÉcrit : avec --export, un tableau de ce qui est gardé ; avec --erase, efface tout pour de bon. Sinon, rien.\nRend : {\"places\":[{\"id\",\"field\",\"excerpt\",\"versions\",\"current\",…}]} ; avec --export {\"file\",\"lines\"} ; avec --erase {\"fields\",\"versions\",\"finished\"}.",
        "Looks for a person everywhere, earlier versions included.\n\nReads: the workspace, but for the content of attachments.\nWrites: with --export, a table of what is held; with --erase, erases all of it for good. Else nothing.\nReturns: {\"places\":[{\"id\",\"field\",\"excerpt\",\"versions\",\"current\",…}]}; with --export {\"file\",\"lines\"}; with --erase {\"fields\",\"versions\",\"finished\"}.",
    ),
    (
        "erase",
        "Efface un champ dans toutes ses versions. Ne s'annule pas.\n\nLit : l'élément et son histoire.\nÉcrit : une version sans ce texte ; les anciennes sont réécrites.\nRend : {\"fields\",\"versions\",\"finished\"} ; finished est faux tant qu'un autre programme lit l'espace de travail.",
        "Erases a field in all its versions. Cannot be undone.\n\nReads: the record and its history.\nWrites: a version without that text; earlier ones are written anew.\nReturns: {\"fields\",\"versions\",\"finished\"}; finished is false while another program reads the workspace.",
    ),
    (
        "erasures",
        "Dit à qui demander d'effacer aussi ce qui a été effacé ici : destinataires du registre, auteurs.\n\nLit : l'espace de travail. --person nomme la personne dans le texte ; rien n'en est gardé.\nÉcrit : avec --out, un brouillon de courriel par destinataire ; avec --asked, que la demande est faite. Sinon, rien.\nRend : {\"requests\":[{\"key\",\"id\",\"name\",\"mailbox\",\"records\":[{\"id\",\"kind\",\"title\",\"fields\",\"bundles\",\"theirs\"}],\"asked\",\"subject\",\"text\",\"file\"}]} ; avec --asked {\"asked\"}.",
        "Tells whom to ask to erase too what was erased here: recipients of the register, authors.\n\nReads: the workspace. --person names the person in the text; nothing of it is kept.\nWrites: with --out, an e-mail draft for each recipient; with --asked, that it was asked. Else nothing.\nReturns: {\"requests\":[{\"key\",\"id\",\"name\",\"mailbox\",\"records\":[{\"id\",\"kind\",\"title\",\"fields\",\"bundles\",\"theirs\"}],\"asked\",\"subject\",\"text\",\"file\"}]}; with --asked {\"asked\"}.",
    ),
    (
        "schema",
        "Donne le schéma JSON (2020-12) de ce que « add » accepte.\n\nLit : rien.\nÉcrit : rien.\nRend : le schéma du type, ou {\"kinds\":[…]} sans type.",
        "Gives the JSON Schema (2020-12) of what \"add\" takes.\n\nReads: nothing.\nWrites: nothing.\nReturns: the schema of the kind, or {\"kinds\":[…]} without one.",
    ),
];
