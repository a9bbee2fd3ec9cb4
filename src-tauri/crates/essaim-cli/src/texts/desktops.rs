//! The words of help for what is between the desktops of one organisation.

/// Name of a command, French, English. The first line is the short form.
pub(super) const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "key request",
        "Sur un nouveau poste : demande à rejoindre l'espace de sa collectivité.\n\nLit : rien ; il n'y a pas encore d'espace de travail.\nÉcrit : le fichier de --out, où rien n'est secret, et la clé du poste dans le trousseau. Refaite, la demande est celle du même poste.\nRend : {\"file\",\"words\":[six mots à comparer]}.",
        "On a new desktop: asks to join its organisation's workspace.\n\nReads: nothing; there is no workspace yet.\nWrites: the file of --out, in which nothing is secret, and the desktop's key into the keystore. Made again, it is the request of the same desktop.\nReturns: {\"file\",\"words\":[six words to compare]}.",
    ),
    (
        "key certify",
        "Sur un poste qui détient la clé de la collectivité : montre qui demande, et répond.\n\nLit : la demande et l'espace de travail.\nÉcrit : rien sans --out ; avec --out, accueille le poste et écrit la réponse, que lui seul peut ouvrir.\nRend : {\"device\",\"person\",\"service\",\"words\",\"date\",\"certified\"}, et avec --out \"file\" et \"bytes\".",
        "On a desktop that holds the organisation's key: shows who asks, and answers.\n\nReads: the request and the workspace.\nWrites: nothing without --out; with --out, takes the desktop in and writes the answer, which only that desktop can open.\nReturns: {\"device\",\"person\",\"service\",\"words\",\"date\",\"certified\"}, and with --out \"file\" and \"bytes\".",
    ),
    (
        "key join",
        "Sur le nouveau poste : ouvre la réponse et crée l'espace de travail.\n\nLit : la réponse, et la clé de la demande dans le trousseau.\nÉcrit : un dossier neuf, et les clés.\nRend : {\"workspace\",\"organisation\",\"name\",\"insee\",\"device\"}.",
        "On the new desktop: opens the answer and creates the workspace.\n\nReads: the answer, and the request's key in the keystore.\nWrites: a new folder, and the keys.\nReturns: {\"workspace\",\"organisation\",\"name\",\"insee\",\"device\"}.",
    ),
    (
        "key sheet",
        "Donne la fiche de récupération à imprimer : 24 mots. Qui les a peut écrire au nom de la collectivité.\n\nLit : la clé de la collectivité, sur le poste qui la détient.\nÉcrit : avec --out, une page à imprimer (ou un texte, .txt) ; sinon, rien.\nRend : {\"name\",\"organisation\",\"day\",\"words\"} ; avec --out {\"file\"}.",
        "Gives the recovery sheet to print: 24 words. Whoever has them can write in the organisation's name.\n\nReads: the organisation's key, on the desktop that holds it.\nWrites: with --out, a page to print (or a text, .txt); else nothing.\nReturns: {\"name\",\"organisation\",\"day\",\"words\"}; with --out {\"file\"}.",
    ),
    (
        "key recover",
        "Rend son identité à une collectivité avec les mots de sa fiche, sur un nouveau poste.\n\nLit : les 24 mots, sur l'entrée standard ou dans --words-file ; accents et majuscules ne comptent pas.\nÉcrit : un espace de travail neuf et ses clés ; ce qui existe n'est jamais remplacé. Le contenu revient ensuite des autres postes ou des paquets envoyés.\nRend : {\"workspace\",\"organisation\",\"name\",\"insee\"}.",
        "Gives an organisation its identity back from the words of its sheet, on a new computer.\n\nReads: the 24 words, on the standard input or in --words-file; accents and capitals do not matter.\nWrites: a new workspace and its keys; what exists is never replaced. The content then comes from other desktops or from bundles that were sent.\nReturns: {\"workspace\",\"organisation\",\"name\",\"insee\"}.",
    ),
    (
        "sync",
        "Tient d'accord les postes de la collectivité, par un dossier partagé ou une clé USB.\n\nLit : l'espace de travail et le dossier.\nÉcrit : selon la commande.\nRend : selon la commande.",
        "Keeps the organisation's desktops in step, through a shared folder or a stick.\n\nReads: the workspace and the folder.\nWrites: depends on the command.\nReturns: depends on the command.",
    ),
    (
        "sync set",
        "Choisit le dossier partagé que ce poste suit ; sans dossier, n'en suit plus.\n\nLit : le dossier (partage réseau ou dossier synchronisé).\nÉcrit : le choix, dans l'espace de travail.\nRend : {\"folder\"}.",
        "Chooses the shared folder that this desktop follows; without one, follows none.\n\nReads: the folder (a network share or a synced folder).\nWrites: the choice, into the workspace.\nReturns: {\"folder\"}.",
    ),
    (
        "sync now",
        "Prend ce que les autres postes ont écrit, écrit ce qui leur manque.\n\nLit : le dossier suivi ; ce qui n'est pas entier ou pas de l'un de nos postes n'est pas cru.\nÉcrit : l'espace de travail, et le sous-dossier de ce poste.\nRend : {\"taken\",\"revisions\",\"attachments\",\"written\",\"waiting\",\"awaited_attachments\",\"problems\":[{\"file\",\"desktop\",\"code\"}]}.",
        "Takes in what other desktops wrote, writes what they lack.\n\nReads: the folder that is followed; what is not whole, or from none of our desktops, is not believed.\nWrites: the workspace, and this desktop's own subfolder.\nReturns: {\"taken\",\"revisions\",\"attachments\",\"written\",\"waiting\",\"awaited_attachments\",\"problems\":[{\"file\",\"desktop\",\"code\"}]}.",
    ),
    (
        "sync status",
        "Dit où en est le dossier partagé.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"folder\",\"found\",\"pending\",\"awaited_attachments\"}.",
        "Tells how the shared folder stands.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"folder\",\"found\",\"pending\",\"awaited_attachments\"}.",
    ),
    (
        "sync write",
        "Écrit tout l'espace, chiffré, dans un dossier ou sur une clé, pour un autre poste.\n\nLit : l'espace de travail.\nÉcrit : le sous-dossier de ce poste, remplacé en entier.\nRend : comme « sync now ».",
        "Writes the whole workspace, encrypted, into a folder or onto a stick, for another desktop.\n\nReads: the workspace.\nWrites: this desktop's own subfolder, replaced as a whole.\nReturns: as \"sync now\".",
    ),
    (
        "sync read",
        "Prend ce que d'autres postes ont écrit dans un dossier ou sur une clé.\n\nLit : le dossier.\nÉcrit : l'espace de travail.\nRend : comme « sync now ».",
        "Takes in what other desktops wrote into a folder or onto a stick.\n\nReads: the folder.\nWrites: the workspace.\nReturns: as \"sync now\".",
    ),
    (
        "desktops",
        "Montre les postes de la collectivité.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"desktops\":[{\"device\",\"person\",\"service\",\"this\",\"certified\",\"seen\"}],\"total\"}.",
        "Shows the organisation's desktops.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"desktops\":[{\"device\",\"person\",\"service\",\"this\",\"certified\",\"seen\"}],\"total\"}.",
    ),
];
