F0077franc
b i BC-SUI--Alerte     10-02 0021
^BC-SUI--Alerte,21<
	LAUSANNE, Suisse (AP) _ Le tribunal arbitral annule la disqualification du voilier suisse «Gypaète».

	AP-WF-10-02-03 0911GMT<



