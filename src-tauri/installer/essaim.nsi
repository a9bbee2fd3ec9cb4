; The installer of Essaim for one Windows user: no administrator rights, nothing outside the user's profile.
; It owns the program's folder, its shortcut, the file type `.essaim` and the entry under « Applications ». It never touches
; the workspace (%LOCALAPPDATA%\Essaim), the keys beside it, or the keychain: neither when updating nor when removing.
;
; makensis -DVERSION=1.2.3 -DPROGRAMS=<folder of essaim.exe and essaim-cli.exe> -DOUT=<installer.exe>
;          [-DLOADER: WebView2Loader.dll lies beside them] [-DWEBVIEW2=<offline installer of the web view>]
;          [-DSIGN=<program that signs a file in place: this installer, and what it leaves to remove Essaim>] essaim.nsi
;
; Silent: /S. Other folder: /D=C:\... (last, without quotes). Exit: 0 done · 2 Essaim is open · 3 a newer version is there ·
; 4 the files could not be written.

Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"

!ifndef VERSION | PROGRAMS | OUT
  !error "VERSION, PROGRAMS and OUT must be given"
!endif

!ifdef SIGN
  !finalize '"${SIGN}" "%1"' = 0
  !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

!define NAME "Essaim"
!define TYPE "Essaim.Paquet"
!define MEDIA "application/vnd.essaim.bundle+zip"
!define CLASSES "Software\Classes"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define WEBVIEW "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define ICONS "..\..\icons"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
BrandingText "Essaim ${VERSION}"
SetOverwrite try
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define MUI_ICON "${ICONS}\icon.ico"
!define MUI_UNICON "${ICONS}\icon.ico"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\essaim.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(OpenNow)"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(DataStay)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "English"

LangString OpenNow ${LANG_FRENCH} "Ouvrir Essaim"
LangString OpenNow ${LANG_ENGLISH} "Open Essaim"
LangString DataStay ${LANG_FRENCH} "Le programme va être retiré. Vos projets, vos fiches et vos clés restent sur cet ordinateur : une nouvelle installation les retrouvera."
LangString DataStay ${LANG_ENGLISH} "The program will be removed. Your projects, your sheets and your keys stay on this computer: a new installation will find them."
LangString IsOpen ${LANG_FRENCH} "Essaim est ouvert. Fermez sa fenêtre, puis recommencez."
LangString IsOpen ${LANG_ENGLISH} "Essaim is open. Close its window, then try again."
LangString IsNewer ${LANG_FRENCH} "Une version plus récente d’Essaim ($0) est déjà installée. Une version plus ancienne ne pourrait pas ouvrir vos données : rien n’a été changé."
LangString IsNewer ${LANG_ENGLISH} "A newer version of Essaim ($0) is already installed. An older one could not open your data: nothing was changed."
LangString NotWritten ${LANG_FRENCH} "Les fichiers du programme n’ont pas pu être écrits dans $INSTDIR. La version précédente est restée en place. Vérifiez la place libre, puis recommencez."
LangString NotWritten ${LANG_ENGLISH} "The program's files could not be written into $INSTDIR. The previous version is still in place. Check the free space, then try again."
LangString NoWebView ${LANG_FRENCH} "Essaim a besoin du composant Microsoft Edge WebView2, absent de cet ordinateur. Demandez à votre service informatique l’installateur d’Essaim qui le contient, ou le composant lui-même."
LangString NoWebView ${LANG_ENGLISH} "Essaim needs the component Microsoft Edge WebView2, which this computer lacks. Ask your IT department for the installer of Essaim that contains it, or for the component itself."
LangString Package ${LANG_FRENCH} "Paquet Essaim"
LangString Package ${LANG_ENGLISH} "Essaim bundle"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Installation d’Essaim · Essaim installer"
VIAddVersionKey /LANG=0 "LegalCopyright" "EUPL-1.2"

; Ends with an exit code and, unless silent, a sentence.
!macro StopWith code sentence
  SetErrorLevel ${code}
  MessageBox MB_OK|MB_ICONEXCLAMATION "${sentence}" /SD IDOK
  Quit
!macroend

; A program that runs cannot be opened for writing: then the window is open.
!macro RefuseWhileOpen
  ${If} ${FileExists} "$INSTDIR\essaim.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\essaim.exe" a
    ${If} ${Errors}
      !insertmacro StopWith 2 "$(IsOpen)"
    ${EndIf}
    FileClose $1
  ${EndIf}
!macroend

; Written beside its place, then renamed: a file is either the old one or the whole new one.
!macro Put name
  ClearErrors
  File "/oname=${name}.new" "${PROGRAMS}\${name}"
  ${If} ${Errors}
    Delete "$INSTDIR\${name}.new"
    !insertmacro StopWith 4 "$(NotWritten)"
  ${EndIf}
!macroend
!macro Turn name
  Delete "$INSTDIR\${name}"
  Rename "$INSTDIR\${name}.new" "$INSTDIR\${name}"
!macroend

Function .onInit
  ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro StopWith 3 "$(IsNewer)"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  !insertmacro RefuseWhileOpen
  SetOutPath "$INSTDIR"
  !ifdef LOADER
    !insertmacro Put "WebView2Loader.dll"
  !endif
  !insertmacro Put "essaim-cli.exe"
  !insertmacro Put "essaim.exe"
  !ifdef LOADER
    !insertmacro Turn "WebView2Loader.dll"
  !endif
  !insertmacro Turn "essaim-cli.exe"
  !insertmacro Turn "essaim.exe"
  File "/oname=LICENCE.txt" "..\..\LICENSE"
  WriteUninstaller "$INSTDIR\desinstaller.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\essaim.exe"

  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(Package)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" '"$INSTDIR\essaim.exe",0'
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\essaim.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.essaim" "" "${TYPE}"
  WriteRegStr HKCU "${CLASSES}\.essaim" "Content Type" "${MEDIA}"
  WriteRegStr HKCU "${CLASSES}\.essaim\OpenWithProgids" "${TYPE}" ""

  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\essaim.exe"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\desinstaller.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\desinstaller.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" "$0"
  Call RefreshTypes
  Call WebView
SectionEnd

; Tells the desktop that file types changed (SHCNE_ASSOCCHANGED).
!macro Refresh
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend
Function RefreshTypes
  !insertmacro Refresh
FunctionEnd

; The web view that draws the window: part of Windows 11 and of most Windows 10; else from inside this installer, for this
; user alone; else said.
Function WebView
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW}" "pv"
  ${If} $0 == ""
    ReadRegStr $0 HKCU "Software\${WEBVIEW}" "pv"
  ${EndIf}
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    !ifdef WEBVIEW2
      InitPluginsDir
      File "/oname=$PLUGINSDIR\webview2.exe" "${WEBVIEW2}"
      ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install'
    !else
      MessageBox MB_OK|MB_ICONINFORMATION "$(NoWebView)" /SD IDOK
    !endif
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro RefuseWhileOpen
  Delete "$INSTDIR\essaim.exe"
  Delete "$INSTDIR\essaim-cli.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENCE.txt"
  Delete "$INSTDIR\desinstaller.exe"
  ; Without /r: what somebody else put there stays.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"

  ReadRegStr $0 HKCU "${CLASSES}\.essaim" ""
  ${If} $0 == "${TYPE}"
    DeleteRegValue HKCU "${CLASSES}\.essaim" ""
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.essaim\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.essaim\OpenWithProgids"
  DeleteRegValue HKCU "${CLASSES}\.essaim" "Content Type"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.essaim"
  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegKey HKCU "${ENTRY}"
  !insertmacro Refresh
SectionEnd
