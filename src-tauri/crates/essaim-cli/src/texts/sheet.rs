//! The words of help for what is made from sheets and projects, and for where bundles are laid.

/// Name of a command, French, English.
pub(super) const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "adopt",
        "Commence un projet d'après une fiche solution.\n\nLit : la fiche, reçue ou non.\nÉcrit : un projet, en une opération.\nRend : {\"id\"} du projet.",
        "Starts a project from a solution sheet.\n\nReads: the sheet, received or not.\nWrites: a project, as one operation.\nReturns: {\"id\"} of the project.",
    ),
    (
        "capitalise",
        "Fait d'un projet une fiche solution, en brouillon.\n\nLit : le projet et ses indicateurs.\nÉcrit : une fiche, en une opération.\nRend : {\"id\"} de la fiche.",
        "Makes a solution sheet, a draft, from a project.\n\nReads: the project and its indicators.\nWrites: a sheet, as one operation.\nReturns: {\"id\"} of the sheet.",
    ),
    (
        "adapt",
        "Fait d'une fiche, reçue ou non, une fiche à vous, en brouillon.\n\nLit : la fiche.\nÉcrit : une fiche qui dit d'où elle vient, en une opération ; « source » dit ensuite ce qui a changé à l'origine.\nRend : {\"id\",\"kind\"} de la fiche.",
        "Makes a sheet of yours, a draft, from a sheet, received or not.\n\nReads: the sheet.\nWrites: a sheet that says where it comes from, as one operation; \"source\" then tells what has changed at its origin.\nReturns: {\"id\",\"kind\"} of the sheet.",
    ),
    (
        "drives",
        "Montre les clés USB et autres disques amovibles branchés.\n\nLit : le système.\nÉcrit : rien.\nRend : {\"drives\":[{\"name\",\"path\",\"free\",\"size\",\"read_only\"}],\"total\"} ; places en octets.",
        "Shows the USB sticks and other removable drives that are plugged in.\n\nReads: the system.\nWrites: nothing.\nReturns: {\"drives\":[{\"name\",\"path\",\"free\",\"size\",\"read_only\"}],\"total\"}; room in bytes.",
    ),
];
