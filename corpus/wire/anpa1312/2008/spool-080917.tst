F1180franc
r f BC-BEL--Bourse-Sucre     09-17 0096
^BC-BEL--Bourse-Sucre,96<
^Le sucre belge au plus haut depuis deux ans<
	BRUXELLES, Belgique (AP) _ La tonne de sucre blanc a atteint mercredi 412 euros à Bruxelles, son plus haut niveau depuis septembre 2006.
	Les courtiers invoquent les pluies d'août.

	AP-WF-09-17-08 0930GMT<



F1184franc
r f BC-BEL--Bourse-Sucre 1stLd-Writethru   09-17 0131
^BC-BEL--Bourse-Sucre, 1st Ld-Writethru,131<
^Le sucre belge au plus haut depuis trois ans<
^Eds: CORRIGE la date du dernier record, dans le titre et au paragraphe 1.<
	BRUXELLES, Belgique (AP) _ La tonne de sucre blanc a atteint mercredi 412 euros à Bruxelles, son plus haut niveau depuis septembre 2005.
	Les courtiers invoquent les pluies d'août et une récolte ``retardée de trois semaines''.

	AP-WF-09-17-08 1004GMT<



F1190franc
r o BC-METEO--Ports     09-17 0060
^BC-METEO--Ports,60<
	PARIS (AP) _ Températures relevées dans les ports de la Manche, minimales et maximales, avec le vent dominant de la journée:<
	;MIN;MAX;VENT<
	Dunkerque;11;17;NO<
	Fécamp;12;18;O<
	Paroisse-sur-Mer1219SO<
^END<

	AP-WF-09-17-08 1130GMT<



