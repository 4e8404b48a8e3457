@echo off
rem Starts Assay with the Java that fits. Written for Windows, not tried there yet.
rem   ASSAY_JAVA  a java.exe or a JDK's folder to use instead of what would be found
rem   ASSAY_HEAP  the most memory for data, such as 512m or 4g
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0.."
set "JAVA="
if defined ASSAY_JAVA (
    if exist "%ASSAY_JAVA%\bin\java.exe" (set "JAVA=%ASSAY_JAVA%\bin\java.exe") else set "JAVA=%ASSAY_JAVA%"
    goto found
)
if exist "%HERE%\runtime\bin\java.exe" set "JAVA=%HERE%\runtime\bin\java.exe" & goto found
if defined JAVA_HOME call :try "%JAVA_HOME%"
if defined JAVA goto found
for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try "%%~dp$PATH:J.."
if defined JAVA goto found
if exist "%HERE%\lib\jdk.home" for /f "usebackq delims=" %%H in ("%HERE%\lib\jdk.home") do call :try "%%H"
if defined JAVA goto found
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*") do call :try "%%~D"
if defined JAVA goto found
echo assay: Assay needs a Java 25 and none was found: install one, for instance Eclipse Temurin 25, or name one in ASSAY_JAVA. 1>&2
exit /b 127

:found
set "HEAP="
if defined ASSAY_HEAP set "HEAP=-Xmx%ASSAY_HEAP%"
rem A command is soon over and draws nothing; without one, or with a register, the window opens.
set "COMMAND="
if not "%~1"=="" if not exist "%~1" set COMMAND="@%HERE%\lib\command.args"
rem The cache of the start is good for this folder and the Java of the build alone.
set "CACHE="
for %%H in ("%HERE%") do set "HOME_NOW=%%~fH"
set "CACHE_FOLDER="
set "CACHE_JAVA="
if exist "%HERE%\lib\assay.aot.for" for /f "usebackq delims=" %%L in ("%HERE%\lib\assay.aot.for") do call :key "%%L"
for %%J in ("%JAVA%") do set "JAVA_NOW=%%~fJ"
if defined CACHE_JAVA if /i "%CACHE_FOLDER%"=="%HOME_NOW%" if /i "%CACHE_JAVA%\bin\java.exe"=="%JAVA_NOW%" set CACHE="-XX:AOTCache=%HOME_NOW%\lib\assay.aot" -XX:+VerifySharedSpaces -Xlog:aot*=off
"%JAVA%" %CACHE% %HEAP% "@%HERE%\lib\jvm.args" %COMMAND% "-Djava.util.logging.config.file=%HERE%\lib\logging.properties" --module-path "%HOME_NOW%\lib\javafx" -classpath "%HOME_NOW%\lib\assay.jar" app.assay.app.Main %*
exit /b %ERRORLEVEL%

:key
if not defined CACHE_FOLDER (set "CACHE_FOLDER=%~1") else if not defined CACHE_JAVA set "CACHE_JAVA=%~1"
exit /b 0

:try
if defined JAVA exit /b 0
if not exist "%~1\release" exit /b 0
for %%V in (25 26 27 28 29) do findstr /b /c:"JAVA_VERSION=\"%%V" "%~1\release" >nul && set "JAVA=%~1\bin\java.exe"
exit /b 0
