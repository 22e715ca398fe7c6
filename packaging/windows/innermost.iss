; The Windows installer, for Inno Setup 6.3 or later: for one account, without administrator's rights.
;
;   py -3.11 packaging\build.py bundle out
;   iscc /DVersion=0.1.0 /DBundle=..\..\out\dist\innermost packaging\windows\innermost.iss
;
; Removing the program leaves what people wrote: it lies in their local application data, which nothing below names.

[Setup]
AppId={{0E4A52E4-6E0B-4B8E-9E0C-8B2D1B3D7A51}
AppName=Innermost
AppVersion={#Version}
AppPublisher=The Innermost developers
DefaultDirName={localappdata}\Programs\Innermost
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
DisableDirPage=auto
LicenseFile=..\..\LICENSE
OutputBaseFilename=innermost-{#Version}
SetupIconFile=..\..\resources\icons\innermost.ico
UninstallDisplayIcon={app}\innermost.exe
UninstallDisplayName=Innermost
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Tasks]
; Off unless it is wanted: an entry is a trace that others see.
Name: "menu"; Description: "Put Innermost into the Start menu of this account, where others can see it"; Flags: unchecked

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Icons]
Name: "{userprograms}\Innermost"; Filename: "{app}\innermost.exe"; AppUserModelID: "innermost"; Tasks: menu

[Run]
Filename: "{app}\innermost.exe"; Description: "Open Innermost"; Flags: nowait postinstall skipifsilent unchecked

[Messages]
ConfirmUninstall=This removes the program. What was written with it stays in the local application data of this account, in the folder innermost; whoever wants it gone removes that folder too. Remove %1?
