//! The words of help for the commands about keys.

/// Name of a command, French, English.
pub(super) const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "key",
        "Les clés : les vôtres, celles des correspondants, les postes.\n\nLit : l'espace de travail et le trousseau.\nÉcrit : selon la commande (voir « key COMMANDE --help »).\nRend : selon la commande.",
        "Keys: yours, those of correspondents, desktops.\n\nReads: the workspace and the keystore.\nWrites: as the command says (see \"key COMMAND --help\").\nReturns: as the command says.",
    ),
    (
        "key show",
        "Montre une clé et les postes qu'elle certifie ; la vôtre si aucune collectivité n'est nommée.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"id\",\"organisation\",\"root\",\"held\",\"renewed\":[…],\"forked\",\"desktops\":[{\"device\",\"person\",\"this\",\"certified\",\"last_n\",\"revoked_from\",\"kept_apart\":[…]}]}.",
        "Shows a key and the desktops that it certifies; yours when no organisation is named.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"id\",\"organisation\",\"root\",\"held\",\"renewed\":[…],\"forked\",\"desktops\":[{\"device\",\"person\",\"this\",\"certified\",\"last_n\",\"revoked_from\",\"kept_apart\":[…]}]}.",
    ),
    (
        "key words",
        "Donne les six mots d'une clé, à lire au téléphone ; les vôtres si aucune collectivité n'est nommée.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"id\",\"words\":[six mots]}.",
        "Gives the six words of a key, to be read over the telephone; yours when no organisation is named.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"id\",\"words\":[six words]}.",
    ),
    (
        "key verify",
        "Vérifie un correspondant par les six mots qu'il a lus au téléphone.\n\nLit : les mots ; accents et majuscules ne comptent pas, quatre lettres de chacun suffisent.\nÉcrit : une opération ; sa clé est désormais retenue.\nRend : {\"id\",\"name\",\"trust\"} ; refusé (words_differ) si ce ne sont pas ses mots.",
        "Verifies a correspondent by the six words that they read over the telephone.\n\nReads: the words; accents and capitals do not matter, four letters of each are enough.\nWrites: one operation; from now on its key is pinned.\nReturns: {\"id\",\"name\",\"trust\"}; refused (words_differ) when they are not its words.",
    ),
    (
        "key accept",
        "Accepte un correspondant sans le vérifier : ce qu'il envoie rejoint vos listes, marqué « accepté, non vérifié ».\n\nLit : l'espace de travail.\nÉcrit : une opération.\nRend : {\"id\",\"name\",\"trust\"}.",
        "Accepts a correspondent without verifying it: what it sends joins your lists, marked \"accepted, not verified\".\n\nReads: the workspace.\nWrites: one operation.\nReturns: {\"id\",\"name\",\"trust\"}.",
    ),
    (
        "key refuse",
        "Refuse un correspondant : ce qu'il envoie reste à part.\n\nLit : l'espace de travail.\nÉcrit : une opération.\nRend : {\"id\",\"name\",\"trust\"}.",
        "Refuses a correspondent: what it sends stays apart.\n\nReads: the workspace.\nWrites: one operation.\nReturns: {\"id\",\"name\",\"trust\"}.",
    ),
    (
        "key renew",
        "Renouvelle la clé de la collectivité ; l'ancienne signe la nouvelle.\n\nLit : l'ancienne clé, dans le trousseau.\nÉcrit : la nouvelle clé dans le trousseau, et la déclaration qui part avec chaque paquet ; ne s'annule pas.\nRend : {\"id\",\"root\",\"words\"}.",
        "Renews the organisation's key; the old one signs the new one.\n\nReads: the old key, from the keystore.\nWrites: the new key into the keystore, and the statement that travels with every bundle; cannot be undone.\nReturns: {\"id\",\"root\",\"words\"}.",
    ),
    (
        "key revoke",
        "Révoque un poste : ce qu'il écrit à partir d'un numéro ne compte plus, ici et chez vos correspondants.\n\nLit : l'espace de travail et la clé de la collectivité.\nÉcrit : la révocation, qui part avec chaque paquet ; ne s'annule pas.\nRend : {\"device\",\"from\",\"kept_apart\"}.",
        "Revokes a desktop: what it writes from a number on does not count, here and with your correspondents.\n\nReads: the workspace and the organisation's key.\nWrites: the revocation, which travels with every bundle; cannot be undone.\nReturns: {\"device\",\"from\",\"kept_apart\"}.",
    ),
    (
        "correspondents",
        "Montre les collectivités avec lesquelles on échange, et ce qu'on sait de chacune.\n\nLit : l'espace de travail.\nÉcrit : rien.\nRend : {\"correspondents\":[{\"id\",\"name\",\"insee\",\"siren\",\"trust\",\"doubts\":[…],\"records\",\"last_received\",\"decided\",\"key_renewed\",\"revoked_desktops\",\"succeeds\":[…]}],\"total\"}.",
        "Shows the organisations that one exchanges with, and what is known of each.\n\nReads: the workspace.\nWrites: nothing.\nReturns: {\"correspondents\":[{\"id\",\"name\",\"insee\",\"siren\",\"trust\",\"doubts\":[…],\"records\",\"last_received\",\"decided\",\"key_renewed\",\"revoked_desktops\",\"succeeds\":[…]}],\"total\"}.",
    ),
];
